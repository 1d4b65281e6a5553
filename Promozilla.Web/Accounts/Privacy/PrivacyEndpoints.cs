using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts.Privacy;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app)
    {
        app.MapPost("/conta/dados/copia", (HttpContext http, PersonalExport export, TimeProvider clock, [FromForm] string? pedir) =>
        {
            var user = http.User.Id();
            if (http.Features.Get<CurrentSession>()?.IsFresh(clock.GetUtcNow()) is not true)
            {
                return Results.LocalRedirect("/conta/verificar?voltar=/conta/dados");
            }

            // .NET 10 closes a ZIP's entry synchronously whatever is awaited: the last few bytes of each file.
            http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            http.Response.Headers.CacheControl = "no-store";
            return Results.Stream(
                stream => export.WriteAsync(user, stream, http.RequestAborted), "application/zip", $"promozilla-{MarketDays.At(clock.GetUtcNow()):yyyy-MM-dd}.zip");
        }).RequireAuthorization().RequireRateLimiting(Limits.Accounts);

        app.MapPost("/lista/avisos", async (HttpContext http, ConsentLog consents, [FromForm] bool ligar, [FromForm] string? voltar, CancellationToken cancellationToken) =>
        {
            var back = LocalUrl.Or(voltar, "/lista");
            await consents.SwitchAlertsAsync(http.User.Id(), ligar, back.StartsWith("/conta", StringComparison.Ordinal) ? "account" : "wishlist", cancellationToken);
            return Results.LocalRedirect(back);
        }).RequireAuthorization();

        // RFC 8058: a mail program posts here without cookie or token and it must act at once. The answer is the same for any token.
        app.MapPost("/u/{token:guid}", async (Guid token, ConsentLog consents, HttpRequest request, CancellationToken cancellationToken) =>
        {
            await consents.UnsubscribeAsync(token, "one_click", cancellationToken);
            var byPerson = request.HasFormContentType && (await request.ReadFormAsync(cancellationToken)).ContainsKey("pagina");
            return byPerson ? Results.LocalRedirect($"/u/{token}?feito=1") : Results.Ok();
        }).DisableAntiforgery();
    }
}
