using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Accounts;
using Promozilla.Web.Mails;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Admin.Mails;

public static class MailEndpoints
{
    // What a mail holds runs nothing here, loads nothing, and leads nowhere; only its own style shows.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /// <param name="admin">/admin, for administrators.</param>
    public static void MapMails(this RouteGroupBuilder admin)
    {
        admin.MapGet("/mails/{id:guid}/html", async (MailDesk desk, HttpContext http, Guid id, CancellationToken cancellationToken) =>
            await desk.HtmlAsync(id, http.User.Id(), cancellationToken) is { } html ? Framed(http, html) : Results.NotFound());
        admin.MapGet("/amostras/html", (SampleMails samples, HttpContext http, TimeProvider clock, string nome, string lingua) =>
            samples.All(MarketOfRequest.Current, clock.GetUtcNow()).FirstOrDefault(mail => mail.Name == nome && mail.Language == lingua) is { } mail ? Framed(http, mail.Html) : Results.NotFound());
        admin.MapPost("/mails/repetir", async (MailDesk desk, [FromForm] Guid mail, [FromForm] bool certo, CancellationToken cancellationToken) =>
            certo && await desk.ResendAsync(mail, cancellationToken) is { } again
                ? Results.LocalRedirect($"/admin/mails/{again}?feito=resent") : Results.LocalRedirect($"/admin/mails/{mail}?feito=unchanged"));
        admin.MapPost("/mails/calar", async (MailDesk desk, [FromForm] string endereco, [FromForm] bool calar, CancellationToken cancellationToken) =>
            Results.LocalRedirect($"/admin/mails?feito={(await desk.SuppressAsync(endereco, calar, cancellationToken) ? "done" : "unchanged")}"));
    }

    private static IResult Framed(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Content(html, "text/html; charset=utf-8");
    }
}
