using static Promozilla.Data.Mail.MailFrame;

namespace Promozilla.Data.Mail.Digests;

/// <summary>The HTML part: the best of the night large, with a button; the rest below it, one field with a row each. Prices are text.</summary>
internal sealed class DigestHtml(DigestTexts texts, Func<string, string> address)
{
    public string Of(Digest digest, List<DigestLine> shown, string unsubscribe)
    {
        var first = shown[0];
        var rest = shown.Count is 1 ? "" : Card(string.Concat(shown.Skip(1).Select((line, index) => Row(line, index is 0))));
        var body = $"""
            <tr><td style="padding:0 8px 18px"><h1 class="ink" style="margin:0;{Ink};font-size:22px;line-height:29px;font-weight:800;letter-spacing:-.4px">{E(DigestMail.Intro(digest, texts))}</h1></td></tr>
            {Card(Best(first), top: "#b81d2b")}
            {rest}
            {More(digest)}
            """;
        var foot = $"""
            {E(texts["WhyText"])}<br>
            <a href="{E(address("/lista"))}" class="link" style="color:#b81d2b">{E(texts["Wishlist"])}</a> &nbsp;·&nbsp;
            <a href="{E(address("/conta/avisos"))}" class="link" style="color:#b81d2b">{E(texts["Settings"])}</a> &nbsp;·&nbsp;
            <a href="{E(unsubscribe)}" class="link" style="color:#b81d2b">{E(texts["Unsubscribe"])}</a>
            """;
        return Page(texts.Language, "Promozilla", Preheader(first), body, foot, address("/"));
    }

    private string Preheader(DigestLine line) =>
        new LineWords(line, texts) is var words ? string.Join(" · ", new[] { words.Before, words.Delivered, words.Verdict }.OfType<string>()) : "";

    private string More(Digest digest) => DigestMail.More(digest, texts) is { } more
        ? $"""<tr><td align="center" style="padding:2px 8px 8px;font-size:15px;line-height:22px"><a href="{E(address("/lista"))}" class="link" style="color:#b81d2b;font-weight:700">{E(more)}</a></td></tr>"""
        : "";

    private string Best(DigestLine line)
    {
        var words = new LineWords(line, texts);
        return $"""
            {Badges(words)}
            <p style="margin:8px 0 10px;font-size:20px;line-height:27px;font-weight:700"><a href="{E(Product(line))}" class="ink" style="{Ink};text-decoration:none">{E(line.Title)}</a></p>
            {Price(line, words, "font-size:38px;line-height:44px", "font-size:17px")}
            {Store(line, words, "margin:4px 0 16px;font-size:16px;line-height:24px")}
            {Said(words, "margin:0 0 4px;font-size:15px;line-height:23px")}
            <div style="height:18px;line-height:18px">&nbsp;</div>
            {Button(Product(line), texts["See"])}
            """;
    }

    private string Row(DigestLine line, bool isFirst)
    {
        var words = new LineWords(line, texts);
        var line1 = isFirst ? "" : $"padding-top:20px;border-top:1px solid {Rule};";
        return $"""
            <table role="presentation" class="rule" width="100%" cellpadding="0" cellspacing="0" style="margin:{(isFirst ? "0" : "20px")} 0 0;{line1}"><tr>
            <td class="wide" valign="top" style="padding:0 16px 0 0"><p style="margin:0 0 8px;font-size:17px;line-height:23px;font-weight:700"><a href="{E(Product(line))}" class="ink" style="{Ink};text-decoration:none">{E(line.Title)}</a></p>
            {Badges(words)}</td>
            <td class="wide" valign="top" align="right" style="width:200px;padding:0 0 2px;text-align:right">{Price(line, words, "font-size:25px;line-height:30px", "font-size:14px")}
            {Store(line, words, "margin:2px 0 0;font-size:14px;line-height:21px")}</td>
            </tr><tr><td colspan="2" style="padding:10px 0 0">{Said(words, "margin:0;font-size:14px;line-height:21px")}</td></tr></table>
            """;
    }

    private string Price(DigestLine line, LineWords words, string size, string small) => line.IsSoldOut
        ? ""
        : $"""
        <p style="margin:0"><span class="ink" style="{Ink};{size};font-weight:800;letter-spacing:-.8px;white-space:nowrap">{E(texts.Money(line.Price))}</span>{(words.Before is null ? "" : $"""
         &nbsp;<s class="soft" style="{Soft};{small};white-space:nowrap">{E(texts.Money(line.Before))}</s>
        """)}</p>
        """;

    private string Store(DigestLine line, LineWords words, string style)
    {
        var delivered = words.Delivered is { } total ? $"""<br><span style="font-weight:600">{E(total)}</span>""" : "";
        return line.IsSoldOut ? "" : $"""<p class="soft" style="{Soft};{style}">{E(texts.Of("At", line.Store))}{delivered}</p>""";
    }

    private static string Said(LineWords words, string style) => string.Concat(new[] { words.Verdict }.Concat(words.Notes).OfType<string>().Select(sentence =>
        $"""<p class="soft" style="{Soft};{style}">{E(sentence)}</p>"""));

    private string Badges(LineWords words)
    {
        const string shape = "display:inline-block;margin:0 6px 6px 0;padding:4px 12px;border-radius:999px;font-size:13px;line-height:18px;font-weight:700";
        var badge = "";
        if (words.Badge is var (text, tone))
        {
            var (kind, colours) = tone switch
            {
                "good" => ("good", "background:#ddf1e5;color:#0a5c3a"),
                "warn" => ("warn", "background:#fdeed2;color:#744600"),
                _ => ("sunk soft", $"background:#f3ebe2;{Soft}"),
            };
            badge = $"""<span class="{kind}" style="{shape};{colours}">{E(text)}</span>""";
        }

        return words.IsLowest ? $"""{badge}<span style="{shape};background:#ffce5c;color:#3b2400">★ {E(texts["BadgeLowest"])}</span>""" : badge;
    }

    private string Product(DigestLine line) => address($"/p/{Uri.EscapeDataString(line.Slug)}");
}
