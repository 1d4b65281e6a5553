using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Alerts;

/// <summary>
/// The HTML part: tables and inline styles, as mail programs want it; colours that hold in dark mode, by inversion as well as by media query; prices
/// as text; no picture and no pixel from anywhere.
/// </summary>
internal static class DigestHtml
{
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    // One line for mail programs that keep style sheets; the inline styles are complete without it.
    private const string Style = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){.page{background:#15171c!important}.card{background:#1f2229!important;border-color:#343945!important}
        .ink{color:#f3f4f6!important}.soft{color:#b4bac6!important}.rule{border-color:#343945!important}.link{color:#ff9aa6!important}}
        @media (max-width:480px){.pad{padding-left:18px!important;padding-right:18px!important}.price{font-size:28px!important}}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Digest digest, DigestTexts texts, string unsubscribe)
    {
        var lines = new StringBuilder();
        foreach (var line in digest.Lines)
        {
            lines.Append(Card(line, texts, digest.Market));
        }

        var first = digest.Lines[0];
        var preheader = first.Before > first.Price ? texts.Of("Preheader", texts.Money(first.Price), texts.Money(first.Before)) : "";
        return $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>Promozilla</title><style>{Style}</style></head>
            <body class="page" style="margin:0;padding:0;background:#fbf6f0;{Font}">
            <div style="display:none;max-height:0;overflow:hidden">{E(preheader)}</div>
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#fbf6f0"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
            <tr><td style="padding:4px 8px 18px"><a href="{E(digest.Market.Address("/"))}" class="ink" style="color:#16181d;font-size:22px;font-weight:800;letter-spacing:-.5px;text-decoration:none">Promo<span style="color:#d93a46">zilla</span></a></td></tr>
            <tr><td style="padding:0 8px 18px"><p class="ink" style="margin:0 0 4px;color:#16181d;font-size:20px;font-weight:700">{E(texts["Greeting"])}</p>
            <p class="soft" style="margin:0;color:#545b69;font-size:16px;line-height:24px">{E(Intro(digest, texts))}</p></td></tr>
            {lines}
            <tr><td align="center" style="padding:14px 8px 6px"><a href="{E(digest.Market.Address("/lista"))}" class="link" style="color:#b81d2b;font-size:15px;font-weight:600">{E(texts["Wishlist"])}</a></td></tr>
            <tr><td class="soft" align="center" style="padding:6px 20px 20px;color:#667080;font-size:13px;line-height:20px">{E(texts["WhyText"])}<br>
            <a href="{E(unsubscribe)}" class="soft" style="color:#667080">{E(texts["Unsubscribe"])}</a></td></tr>
            </table></td></tr></table></body></html>
            """;
    }

    private static string Intro(Digest digest, DigestTexts texts) => DigestMail.Intro(digest, texts);

    private static string Card(DigestLine line, DigestTexts texts, Market market)
    {
        var before = line.Before > line.Price
            ? $"""<span class="soft" style="color:#667080;font-size:16px;text-decoration:line-through">{E(texts.Money(line.Before))}</span>"""
            : "";
        var notes = string.Concat(DigestMail.Notes(line, texts).Select(note =>
            $"""<p class="ink" style="margin:6px 0 0;color:#16181d;font-size:14px;line-height:20px;font-weight:600">{E(note)}</p>"""));
        var address = E(market.Address($"/p/{line.Slug}"));
        return $"""
            <tr><td style="padding:0 0 14px"><table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border:1px solid #e2e5ea;border-radius:16px">
            <tr><td class="pad" style="padding:22px 26px">
            {Badge(line, texts)}
            <p style="margin:10px 0 8px;font-size:18px;line-height:24px;font-weight:700"><a href="{address}" class="ink" style="color:#16181d;text-decoration:none">{E(line.Title)}</a></p>
            <p style="margin:0"><span class="price ink" style="color:#16181d;font-size:32px;line-height:38px;font-weight:800;letter-spacing:-.5px">{E(texts.Money(line.Price))}</span>&nbsp; {before}</p>
            <p class="soft" style="margin:2px 0 12px;color:#545b69;font-size:15px">{E(texts.Of("At", line.Store))}</p>
            <div class="soft rule" style="margin:0;padding-top:12px;border-top:1px solid #e2e5ea;color:#545b69;font-size:14px;line-height:21px">{E(DigestMail.Verdict(line, texts))}</div>
            {notes}
            <table role="presentation" cellpadding="0" cellspacing="0" style="margin-top:16px"><tr><td style="background:#b81d2b;border-radius:10px">
            <a href="{address}" style="display:inline-block;padding:12px 22px;color:#ffffff;font-size:16px;font-weight:700;text-decoration:none">{E(texts["See"])}</a></td></tr></table>
            </td></tr></table></td></tr>
            """;
    }

    private static string Badge(DigestLine line, DigestTexts texts)
    {
        var (words, ground) = line.Verdict switch
        {
            Verdicts.Verified => (texts.Of("BadgeVerified", texts.Percent(line.RealPercent)), "#0b6b3a"),
            Verdicts.Inflated => (texts.Of("BadgeInflated", texts.Percent(line.RealPercent)), "#8a5200"),
            Verdicts.NotJudged => (texts["BadgeNotJudged"], "#4a5160"),
            "" => (texts[$"Badge.{(line.IsSoldOut ? "sold_out" : line.Occasion)}"], "#4a5160"),
            _ => (texts["BadgeNoData"], "#4a5160"),
        };
        return $"""<span style="display:inline-block;padding:4px 11px;border-radius:999px;background:{ground};color:#ffffff;font-size:13px;font-weight:700">{E(words)}</span>""";
    }

    private static string E(string text) => Encoder.Encode(text);
}
