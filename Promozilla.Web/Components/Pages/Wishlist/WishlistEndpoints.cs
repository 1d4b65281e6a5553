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
            if (TargetPrice.TryRead(alvo, out var typed) && typed is { } target)
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
        list.MapPost("/sugestao", async (
            ClaimsPrincipal person, WishlistQuery query, [FromForm] string produto, [FromForm] bool aceitar, CancellationToken cancellationToken) =>
        {
            await query.AnswerSuggestionAsync(person.Id(), produto, aceitar, cancellationToken);
            return Results.LocalRedirect($"/lista?guardado={Uri.EscapeDataString(produto)}");
        });
        list.MapLists();
        list.MapFiles();
        app.MapGifts();

        // Where a person lands who pressed a button after the session ended and then signed in.
        list.MapGet("/{anything:regex(^(juntar|remover|sugestao|avisos|regra|listas|partilha)$)}", () => Results.LocalRedirect("/lista"));
    }

    private static void MapLists(this RouteGroupBuilder list)
    {
        list.MapPost("/regra", async (ClaimsPrincipal person, WishLists lists, [FromForm] string? regra, CancellationToken cancellationToken) =>
        {
            await lists.SetRuleAsync(person.Id(), regra, cancellationToken);
            return Done(ListOutcome.Done);
        });
        list.MapPost("/listas", async (ClaimsPrincipal person, WishLists lists, [FromForm] string? nome, CancellationToken cancellationToken) =>
            Done(await lists.MakeAsync(person.Id(), nome, cancellationToken)));
        list.MapPost("/listas/nome", async (
            ClaimsPrincipal person, WishLists lists, [FromForm] Guid lista, [FromForm] string? nome, CancellationToken cancellationToken) =>
            Done(await lists.RenameAsync(person.Id(), lista, nome, cancellationToken)));
        list.MapPost("/listas/apagar", async (ClaimsPrincipal person, WishLists lists, [FromForm] Guid lista, CancellationToken cancellationToken) =>
        {
            await lists.DeleteAsync(person.Id(), lista, cancellationToken);
            return Done(ListOutcome.Done);
        });
        list.MapPost("/partilha", async (
            ClaimsPrincipal person, WishLists lists, [FromForm] string? lista, [FromForm] string? nome, CancellationToken cancellationToken) =>
            Done(await lists.ShareAsync(person.Id(), Id(lista), nome, cancellationToken)));
        list.MapPost("/partilha/fim", async (ClaimsPrincipal person, WishLists lists, [FromForm] string? lista, CancellationToken cancellationToken) =>
        {
            await lists.UnshareAsync(person.Id(), Id(lista), cancellationToken);
            return Done(ListOutcome.Done);
        });
    }

    private static void MapFiles(this RouteGroupBuilder list)
    {
        list.MapGet("/exportar.json", async (ClaimsPrincipal person, WishExport export, HttpContext http, CancellationToken cancellationToken) =>
            File(http, WishFile.ToJson(await export.ReadAsync(person.Id(), cancellationToken), export.Now), "application/json", "json"));
        list.MapGet("/exportar.csv", async (ClaimsPrincipal person, WishExport export, HttpContext http, CancellationToken cancellationToken) =>
            File(http, WishFile.ToCsv(await export.ReadAsync(person.Id(), cancellationToken)), "text/csv; charset=utf-8", "csv"));
        list.MapPost("/importar/escolher", async (
            ClaimsPrincipal person, WishImport import, [FromForm] Guid linha, [FromForm] string? produto, CancellationToken cancellationToken) =>
        {
            await import.ChooseAsync(person.Id(), linha, produto, cancellationToken);
            return Results.LocalRedirect("/lista/importar#por-escolher");
        });
        list.MapPost("/importar/esquecer", async (ClaimsPrincipal person, WishImport import, CancellationToken cancellationToken) =>
        {
            await import.ForgetAsync(person.Id(), cancellationToken);
            return Results.LocalRedirect("/lista/importar");
        });
    }

    private static void MapGifts(this WebApplication app)
    {
        var gifts = app.MapGroup("/partilha/{token}").RequireRateLimiting(Limits.Accounts);
        gifts.MapPost("/reservar", async (HttpContext http, WishGifts query, string token, [FromForm] string produto, CancellationToken cancellationToken) =>
        {
            var viewer = Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : (Guid?)null;
            var undo = await query.ReserveAsync(token, produto, viewer, cancellationToken);
            if (undo is not null)
            {
                GiftCookie.Add(http, undo);
            }

            return Results.LocalRedirect($"/partilha/{Uri.EscapeDataString(token)}{(undo is null ? "?tarde=1" : "")}#presente-{Uri.EscapeDataString(produto)}");
        });
        gifts.MapPost("/desistir", async (HttpContext http, WishGifts query, string token, [FromForm] string reserva, CancellationToken cancellationToken) =>
        {
            await query.UndoAsync(reserva, cancellationToken);
            GiftCookie.Remove(http, reserva);
            return Results.LocalRedirect($"/partilha/{Uri.EscapeDataString(token)}");
        });
        app.MapPost("/oferta/{reserva}", async (WishGifts query, string reserva, [FromForm] string? desistir, CancellationToken cancellationToken) =>
        {
            if (desistir is not null)
            {
                await query.UndoAsync(reserva, cancellationToken);
            }

            return Results.LocalRedirect($"/oferta/{Uri.EscapeDataString(reserva)}");
        }).RequireRateLimiting(Limits.Accounts);
    }

    private static IResult Done(ListOutcome outcome) => Results.LocalRedirect(outcome is ListOutcome.Done ? "/lista/gerir?feito=1" : $"/lista/gerir?erro={outcome}");

    private static IResult File(HttpContext http, byte[] content, string type, string extension)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(content, type, $"promozilla-lista.{extension}");
    }

    private static Guid? Id(string? list) => Guid.TryParse(list, out var id) ? id : null;
}
