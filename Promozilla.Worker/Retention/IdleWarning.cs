using System.Globalization;
using System.Net;
using Promozilla.Data.Mail;

namespace Promozilla.Worker.Retention;

/// <summary>The mail that says an account will be deleted, and how to keep it. Text first and complete.</summary>
internal static class IdleWarning
{
    public static OutgoingMail Write(Guid user, string address, string language, int months, DateTimeOffset deletion, string signIn, DateTimeOffset now)
    {
        var texts = new RetentionTexts(language);
        var day = deletion.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(texts.Language));
        var (subject, lead, button, foot) = (texts.Of("Subject", day), texts.Of("Lead", months, day), texts.Of("Button"), texts.Of("Foot"));
        var id = Guid.CreateVersion7(now);
        return new OutgoingMail
        {
            Id = id,
            UserId = user,
            Kind = "idle",
            ToAddress = address,
            Subject = subject,
            TextBody = $"{texts.Of("Hello")}\n\n{lead}\n\n{button}:\n{signIn}\n\n{foot}\n\n— Promozilla\n",
            HtmlBody = Html(texts.Language, subject, lead, button, foot, signIn),
            DedupeKey = $"idle:{user}:{deletion:yyyy-MM-dd}",
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    private static string Html(string language, string subject, string lead, string button, string foot, string link) => $$"""
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{{E(subject)}}</title></head>
        <body style="margin:0;padding:24px;background:#fbf6f0;color:#2a1d1a;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:520px;margin:0 auto;background:#ffffff;border-radius:16px;padding:32px">
        <p style="margin:0 0 24px;font-size:22px;font-weight:800;color:#b81d2b">Promozilla</p>
        <h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">{{E(subject)}}</h1>
        <p style="margin:0 0 24px">{{E(lead)}}</p>
        <p style="margin:0 0 24px"><a href="{{E(link)}}" style="display:inline-block;background:#b81d2b;color:#ffffff;text-decoration:none;font-weight:700;padding:12px 22px;border-radius:999px">{{E(button)}}</a></p>
        <p style="margin:16px 0 0;font-size:14px;color:#5c4a44">{{E(foot)}}</p>
        </div></body></html>
        """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
