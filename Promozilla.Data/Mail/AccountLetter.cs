using System.Net;

namespace Promozilla.Data.Mail;

/// <summary>One account mail in its two forms: what happened, one button, and what to do if it wasn't you. Text first and complete.</summary>
/// <param name="Copy">What stands over the address to copy, where the button may not work; null: no address.</param>
public sealed record AccountLetter(string Language, string Subject, string Hello, string Lead, string Button, string? Copy, string Foot, string Link)
{
    public string Text() => $"{Hello}\n\n{Lead}\n\n{Button}:\n{Link}\n\n{Foot}\n\n— Promozilla\n";

    public string Html() => $$"""
        <!DOCTYPE html>
        <html lang="{{Language}}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{{E(Subject)}}</title></head>
        <body style="margin:0;padding:24px;background:#fbf6f0;color:#2a1d1a;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:520px;margin:0 auto;background:#ffffff;border-radius:16px;padding:32px">
        <p style="margin:0 0 24px;font-size:22px;font-weight:800;color:#b81d2b">Promozilla</p>
        <h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">{{E(Subject)}}</h1>
        <p style="margin:0 0 24px">{{E(Lead)}}</p>
        <p style="margin:0 0 24px"><a href="{{E(Link)}}" style="display:inline-block;background:#b81d2b;color:#ffffff;text-decoration:none;font-weight:700;padding:12px 22px;border-radius:999px">{{E(Button)}}</a></p>{{Address()}}
        <p style="margin:16px 0 0;font-size:14px;color:#5c4a44">{{E(Foot)}}</p>
        </div></body></html>
        """;

    private string Address() => Copy is null ? "" : $"""

        <p style="margin:0 0 8px;font-size:14px;color:#5c4a44">{E(Copy)}<br><a href="{E(Link)}" style="color:#b81d2b;word-break:break-all">{E(Link)}</a></p>
        """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
