using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>The mails an account needs, as rows that the Worker sends. Text first and complete; HTML without pictures or trackers.</summary>
public sealed class AccountMails(
    IDbContextFactory<PromozillaDbContext> database, IHttpContextAccessor http, IOptions<SiteOptions> site, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>More than this many of one kind in an hour is somebody playing with another's address.</summary>
    private const int MostAnHour = 5;

    public Task WriteConfirmAsync(User user, string token, Carried carried, CancellationToken cancellationToken) =>
        WriteAsync(user, "confirm", Link("/conta/confirmar", user, token, carried), cancellationToken);

    public Task WriteResetAsync(User user, string token, CancellationToken cancellationToken) =>
        WriteAsync(user, "reset", Link("/conta/nova-palavra-passe", user, token, null), cancellationToken);

    public Task WriteKnownAsync(User user, CancellationToken cancellationToken) =>
        WriteAsync(user, "known", site.Value.Absolute(http.HttpContext!, "/conta/entrar"), cancellationToken);

    private async Task WriteAsync(User user, string kind, Uri link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.OutgoingMails.CountAsync(
            mail => mail.UserId == user.Id && mail.Kind == kind && mail.CreatedAt > now.AddHours(-1), cancellationToken) >= MostAnHour)
        {
            return;
        }

        var id = Guid.CreateVersion7(now);
        var (subject, lead, button, foot) =
            (texts[$"Mail.{kind}.subject"].Value, texts[$"Mail.{kind}.lead"].Value, texts[$"Mail.{kind}.button"].Value, texts[$"Mail.{kind}.foot"].Value);
        db.OutgoingMails.Add(new OutgoingMail
        {
            Id = id,
            UserId = user.Id,
            Kind = kind,
            ToAddress = user.Email!,
            Subject = subject,
            TextBody = $"{texts["Mail.hello"]}\n\n{lead}\n\n{button}:\n{link.AbsoluteUri}\n\n{foot}\n\n— Promozilla\n",
            HtmlBody = Html(subject, lead, button, foot, link.AbsoluteUri),
            DedupeKey = $"{kind}:{user.Id}:{id}",
            CreatedAt = now,
            NextAttemptAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private Uri Link(string path, User user, string token, Carried? carried)
    {
        var query = new QueryBuilder { { "utilizador", user.Id.ToString() }, { "codigo", UrlToken.Write(token) } };
        if (carried?.Wish is { Length: > 0 } wish)
        {
            query.Add("juntar", wish);
        }

        if (carried?.Return is { Length: > 0 } back)
        {
            query.Add("voltar", back);
        }

        return site.Value.Absolute(http.HttpContext!, path + query.ToQueryString());
    }

    private string Html(string subject, string lead, string button, string foot, string link) => $$"""
        <!DOCTYPE html>
        <html lang="{{(Languages.IsEnglish ? "en" : "pt-PT")}}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{{E(subject)}}</title></head>
        <body style="margin:0;padding:24px;background:#fbf6f0;color:#2a1d1a;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:520px;margin:0 auto;background:#ffffff;border-radius:16px;padding:32px">
        <p style="margin:0 0 24px;font-size:22px;font-weight:800;color:#b81d2b">Promozilla</p>
        <h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">{{E(subject)}}</h1>
        <p style="margin:0 0 24px">{{E(lead)}}</p>
        <p style="margin:0 0 24px"><a href="{{E(link)}}" style="display:inline-block;background:#b81d2b;color:#ffffff;text-decoration:none;font-weight:700;padding:12px 22px;border-radius:999px">{{E(button)}}</a></p>
        <p style="margin:0 0 8px;font-size:14px;color:#5c4a44">{{E(texts["Mail.copy"])}}<br><a href="{{E(link)}}" style="color:#b81d2b;word-break:break-all">{{E(link)}}</a></p>
        <p style="margin:16px 0 0;font-size:14px;color:#5c4a44">{{E(foot)}}</p>
        </div></body></html>
        """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
