using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Promozilla.Web.Components.Pages.Admin.Matching;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Catalogue;

public static class CatalogueEndpoints
{
    /// <param name="admin">/admin, for either role.</param>
    public static void MapCatalogue(this RouteGroupBuilder admin)
    {
        admin.MapPost("/produtos/separar", async (MatchDesk desk, [FromForm] long artigo, [FromForm] long produto, CancellationToken cancellationToken) =>
            Back(produto, await desk.SplitAsync(artigo, produto, cancellationToken)));
        admin.MapPost("/produtos/mover", async (MatchDesk desk, CatalogueQuery query, [FromForm] long artigo, [FromForm] string? para, CancellationToken cancellationToken) =>
            await query.NamedAsync(para, cancellationToken) is { } product
                ? Back(product, await desk.JoinAsync(artigo, product, cancellationToken)) : Results.LocalRedirect("/admin/produtos?feito=noproduct"));
        admin.MapPost("/produtos/juntar", async (MatchDesk desk, CatalogueQuery query, [FromForm] long produto, [FromForm] string? com, CancellationToken cancellationToken) =>
            await query.NamedAsync(com, cancellationToken) is { } stays
                ? Back(stays, await desk.MergeAsync(stays, produto, cancellationToken)) : Results.LocalRedirect($"/admin/produtos/{produto}?feito=noproduct"));
        admin.MapPost("/produtos/esconder", (OperatorDesk desk, TimeProvider clock, [FromForm] long produto, CancellationToken cancellationToken) =>
            ShowAsync(desk, produto, clock.GetUtcNow(), cancellationToken));
        admin.MapPost("/produtos/mostrar", (OperatorDesk desk, [FromForm] long produto, CancellationToken cancellationToken) => ShowAsync(desk, produto, null, cancellationToken));
    }

    private static async Task<IResult> ShowAsync(OperatorDesk desk, long product, DateTimeOffset? hidden, CancellationToken cancellationToken) =>
        Back(product, await desk.ChangeAsync(hidden is null ? "product.show" : "product.hide", $"products/{product}", async db =>
        {
            var changed = await db.Products.Where(row => row.Id == product && (row.HiddenAt == null) != (hidden == null))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.HiddenAt, hidden), cancellationToken);
            if (changed is 0) return null;

            // The shelves, the search and the kept pages follow by the closing.
            await desk.AskWithinAsync(db, "match.apply", $"products/{product}", new { hidden }, cancellationToken);
            return new { hidden };
        }, cancellationToken));

    private static IResult Back(long product, bool done) => Results.LocalRedirect($"/admin/produtos/{product}?feito={(done ? "decided" : "changed")}");
}
