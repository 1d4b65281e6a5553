using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Accounts;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>The list's buttons: plain form posts, each checked for its antiforgery token, each answered by a page.</summary>
public static class WishlistEndpoints
{
    public static void MapWishlist(this WebApplication app)
    {
        var list = app.MapGroup("/lista").RequireAuthorization();
        list.MapPost("/juntar", async (
            ClaimsPrincipal person, WishlistQuery query, [FromForm] string produto, [FromForm] string? alvo, [FromForm] string? voltar,
            CancellationToken cancellationToken) =>
        {
            await query.AddAsync(person.Id(), produto, cancellationToken);
            if (TargetPrice.TryRead(alvo, out var target) && target is not null)
            {
                await query.SetTargetAsync(person.Id(), produto, target, cancellationToken);
            }

            return Results.LocalRedirect(LocalUrl.Or(voltar, "/lista"));
        });
        list.MapPost("/remover", async (
            ClaimsPrincipal person, WishlistQuery query, [FromForm] string produto, [FromForm] string? voltar, CancellationToken cancellationToken) =>
        {
            await query.RemoveAsync(person.Id(), produto, cancellationToken);
            return Results.LocalRedirect(LocalUrl.Or(voltar, "/lista"));
        });
        list.MapPost("/alvo", async (
            ClaimsPrincipal person, WishlistQuery query, [FromForm] string produto, [FromForm] string? alvo, CancellationToken cancellationToken) =>
        {
            if (TargetPrice.TryRead(alvo, out var target))
            {
                await query.SetTargetAsync(person.Id(), produto, target, cancellationToken);
                return Results.LocalRedirect($"/lista?guardado={Uri.EscapeDataString(produto)}");
            }

            return Results.LocalRedirect($"/lista?invalido={Uri.EscapeDataString(produto)}");
        });
        // Where a person lands who pressed a button after the session ended and then signed in.
        list.MapGet("/{anything:regex(^(juntar|remover|alvo|avisos)$)}", () => Results.LocalRedirect("/lista"));
    }
}

/// <summary>A target as a person types it: "39,99", "39.99 €", or nothing for any real promotion.</summary>
public static class TargetPrice
{
    public static bool TryRead(string? text, out decimal? target)
    {
        target = null;
        var digits = text?.Replace("€", "", StringComparison.Ordinal).Trim().Replace(',', '.');
        if (string.IsNullOrEmpty(digits))
        {
            return true;
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price is <= 0 or >= 100_000)
        {
            return false;
        }

        target = decimal.Round(price, 2, MidpointRounding.AwayFromZero);
        return true;
    }
}
