using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Promozilla.Data.Push;
using Promozilla.Web.Accounts;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Components.Pages.Alerts;
using Promozilla.Web.Site;

namespace Promozilla.Web.Notifications;

/// <summary>The inbox's and the devices' buttons: plain form posts, each checked for its antiforgery token, each answered by a page.</summary>
public static class NotificationEndpoints
{
    private const string Choices = "/conta/avisos/como";

    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PushDevices>().AddSingleton<AlertsQuery>();
    }

    public static void MapNotifications(this WebApplication app)
    {
        var alerts = app.MapGroup("/conta/avisos").RequireAuthorization();
        alerts.MapPost("/lidos", async (ClaimsPrincipal person, AlertsQuery query, [FromForm] Guid? aviso, [FromForm] string? voltar, CancellationToken cancellationToken) =>
        {
            await query.MarkReadAsync(person.Id(), aviso, cancellationToken);
            return Results.LocalRedirect(LocalUrl.Or(voltar, "/conta/avisos"));
        });
        alerts.MapPost("/dispositivos", async (
            HttpContext http, PushDevices devices, [FromForm] string endereco, [FromForm] string chave, [FromForm] string segredo, CancellationToken cancellationToken) =>
        {
            var added = http.Features.Get<CurrentSession>() is { } session && Bytes(chave) is { } key && Bytes(segredo) is { } secret
                && await devices.AddAsync(http.User.Id(), session, endereco, key, secret, DeviceName.Of(http.Request.Headers.UserAgent).Words, cancellationToken);
            return Results.LocalRedirect($"{Choices}?{(added ? "ligado" : "falhou")}=1#dispositivos");
        }).RequireRateLimiting(Limits.Accounts);
        alerts.MapPost("/dispositivos/retirar", async (ClaimsPrincipal person, PushDevices devices, [FromForm] Guid dispositivo, CancellationToken cancellationToken) =>
        {
            await devices.RemoveAsync(person.Id(), dispositivo, cancellationToken);
            return Results.LocalRedirect($"{Choices}#dispositivos");
        });
        alerts.MapPost("/dispositivos/experimentar", async (ClaimsPrincipal person, PushDevices devices, [FromForm] Guid dispositivo, CancellationToken cancellationToken) =>
        {
            await devices.TryAsync(person.Id(), dispositivo, cancellationToken);
            return Results.LocalRedirect($"{Choices}?pedido=1#dispositivos");
        }).RequireRateLimiting(Limits.Accounts);

        // Where a person lands who pressed a button after the session ended and then signed in.
        alerts.MapGet("/{anything:regex(^(lidos|dispositivos)$)}", () => Results.LocalRedirect("/conta/avisos"));
        alerts.MapGet("/dispositivos/{anything}", () => Results.LocalRedirect(Choices));
    }

    private static byte[]? Bytes(string text) => text.Length <= 200 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
