using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Promozilla.Data.Mail;

/// <summary>
/// The HTML around every mail: tables and inline styles, which is what all mail programs read; the style sheet only darkens it and narrows it, where it
/// is kept. Nothing is fetched from anywhere, so that opening a mail tells nobody anything: no picture, no font, no pixel.
/// </summary>
public static class MailFrame
{
    public const string Ink = "color:#2a1d1a";
    public const string Soft = "color:#66554e";
    public const string Rule = "#e4d8cc";
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private const string Style = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){.page{background:#17110f!important}.card{background:#221a17!important}.card,.rule{border-color:#3d302b!important}.topped{border-top-color:#cf2b39!important}
        .sunk{background:#2d2320!important}.ink{color:#f7eee8!important}.soft{color:#c4b2a8!important}.link{color:#ff9a94!important}
        .good{background:#123526!important;color:#7fe0b0!important}.warn{background:#3a2a10!important;color:#ffd08a!important}}
        @media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.wide{display:block!important;width:auto!important;text-align:left!important}}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="preheader">What mailboxes show beside the subject.</param>
    /// <param name="body">Rows of a table, HTML.</param>
    /// <param name="foot">HTML.</param>
    /// <param name="home">The site's address; null where only one link is wanted.</param>
    public static string Page(string language, string title, string preheader, string body, string foot, string? home)
    {
        const string name = """Promo<span class="link" style="color:#b81d2b">zilla</span>""";
        const string large = $"{Ink};font-size:24px;line-height:30px;font-weight:800;letter-spacing:-.6px";
        var brand = home is null
            ? $"""<span class="ink" style="{large}">{name}</span>"""
            : $"""<a class="ink" href="{E(home)}" style="{large};text-decoration:none">{name}</a>""";
        return $"""
            <!DOCTYPE html>
            <html lang="{E(language)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
            <title>{E(title)}</title><style>{Style}</style></head>
            <body class="page" style="margin:0;padding:0;background:#fbf6f0;{Font}">
            <div style="display:none;max-height:0;overflow:hidden">{E(preheader)}</div>
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#fbf6f0"><tr><td align="center" style="padding:28px 12px 36px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;{Font}">
            <tr><td style="padding:0 8px 20px">{brand}</td></tr>
            {body}
            <tr><td class="soft" style="padding:20px 8px 0;{Soft};font-size:13px;line-height:20px">{foot}</td></tr>
            </table></td></tr></table></body></html>
            """;
    }

    /// <summary>A white field with round corners, as one row.</summary>
    public static string Card(string inner, string top = Rule) => $"""
        <tr><td style="padding:0 0 14px"><table role="presentation" class="card{(top == Rule ? "" : " topped")}" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border:1px solid {Rule};border-top:{(top == Rule ? "1px" : "5px")} solid {top};border-radius:18px">
        <tr><td class="pad" style="padding:26px 30px">{inner}</td></tr></table></td></tr>
        """;

    public static string Button(string address, string words) => $"""
        <table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="background:#b81d2b;border-radius:999px">
        <a href="{E(address)}" style="display:inline-block;padding:13px 26px;color:#ffffff;font-size:16px;line-height:20px;font-weight:700;text-decoration:none">{E(words)}</a></td></tr></table>
        """;

    public static string E(string text) => Encoder.Encode(text);
}
