using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Promozilla.Data.People;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts.Passkeys;

/// <summary>The form posts around passkeys. Options are asked for by the page's small script; what the device made comes back as a plain form.</summary>
internal static class PasskeyEndpoints
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<PasskeyRing>();
        // A request's, because a passkey belongs to a host, and each market has its own.
        services.AddScoped(_ => Options.Create(Of(MarketOfRequest.Current)));
        return services;
    }

    private static IdentityPasskeyOptions Of(Market market)
    {
        // Found without typing an address, and with the device's own check of the person: that is why they need no second step.
        var passkeys = new IdentityPasskeyOptions { ResidentKeyRequirement = "required", UserVerificationRequirement = "required" };
        if (market.PublicUrl is { } home)
        {
            // The configured address, not what a request claims its host to be.
            passkeys.ServerDomain = home.Host;
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && Uri.TryCreate(origin.Origin, UriKind.Absolute, out var from)
                && from.GetLeftPart(UriPartial.Authority) == home.GetLeftPart(UriPartial.Authority));
        }

        return passkeys;
    }

    public static void MapPasskeys(this WebApplication app)
    {
        var door = app.MapGroup("/conta/chave").RequireRateLimiting(Limits.Accounts);
        door.MapPost("/pedir", async (PasskeyRing ring, [FromForm] string? voltar) => Results.Text(await ring.RequestOptionsAsync(), "application/json"));
        door.MapPost("/entrar", async (
            PasskeyRing ring, SignInManager<User> gate, WishlistQuery wishes, [FromForm] string? credencial, [FromForm] string? voltar, [FromForm] string? juntar,
            CancellationToken cancellationToken) =>
        {
            if (await ring.AssertAsync(credencial) is not { } user)
            {
                return Results.LocalRedirect("/conta/entrar?chave=recusada");
            }

            await gate.SignInAsync(user, isPersistent: true, "passkey");
            if (!string.IsNullOrEmpty(juntar))
            {
                await wishes.AddAsync(user.Id, juntar, cancellationToken);
            }

            return Results.LocalRedirect(LocalUrl.Or(voltar, string.IsNullOrEmpty(juntar) ? "/" : "/lista"));
        });
        door.MapPost("/verificar", async (
            HttpContext http, PasskeyRing ring, SessionList sessions, [FromForm] string? credencial, [FromForm] string? voltar, CancellationToken cancellationToken) =>
        {
            var back = LocalUrl.Or(voltar, "/conta");
            if (await ring.AssertAsync(credencial) is { } user && user.Id == http.User.Id() && http.Features.Get<CurrentSession>() is { } session)
            {
                await sessions.VerifyAsync(user.Id, session.Id, cancellationToken);
                return Results.LocalRedirect(back);
            }

            return Results.LocalRedirect($"/conta/verificar?chave=recusada&voltar={Uri.EscapeDataString(back)}");
        }).RequireAuthorization();

        var keys = app.MapGroup("/conta/chaves").RequireAuthorization().RequireRateLimiting(Limits.Accounts);
        keys.MapPost("/opcoes", async (HttpContext http, UserManager<User> users, PasskeyRing ring, TimeProvider clock, [FromForm] string? nome) =>
            http.IsFresh(clock) && await users.GetUserAsync(http.User) is { } user
                ? Results.Text(await ring.CreationOptionsAsync(user), "application/json")
                : Results.Forbid());
        keys.MapPost("/juntar", async (
            HttpContext http, UserManager<User> users, PasskeyRing ring, TimeProvider clock, [FromForm] string? credencial, [FromForm] string? nome,
            CancellationToken cancellationToken) =>
        {
            var device = DeviceName.Of(http.Request.Headers.UserAgent).Words;
            var added = http.IsFresh(clock) && await users.GetUserAsync(http.User) is { } user && await ring.AddAsync(user, credencial, nome, device, cancellationToken);
            return Results.LocalRedirect(added ? "/conta/chaves?feito=1" : "/conta/chaves?falhou=1");
        });
        keys.MapPost("/nome", async (HttpContext http, UserManager<User> users, PasskeyRing ring, [FromForm] string chave, [FromForm] string? nome) =>
        {
            if (Id(chave) is { } id && await users.GetUserAsync(http.User) is { } user)
            {
                await ring.RenameAsync(user, id, nome);
            }

            return Results.LocalRedirect("/conta/chaves");
        });
        keys.MapPost("/retirar", async (
            HttpContext http, UserManager<User> users, PasskeyRing ring, TimeProvider clock, [FromForm] string chave, CancellationToken cancellationToken) =>
        {
            if (http.IsFresh(clock) && Id(chave) is { } id && await users.GetUserAsync(http.User) is { } user)
            {
                await ring.RemoveAsync(user, id, cancellationToken);
            }

            return Results.LocalRedirect("/conta/chaves");
        });
    }

    private static bool IsFresh(this HttpContext http, TimeProvider clock) => http.Features.Get<CurrentSession>()?.IsFresh(clock.GetUtcNow()) is true;

    private static byte[]? Id(string text) => text.Length < 2_000 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
