using Microsoft.AspNetCore.Mvc;
using Promozilla.Media;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

public static class DoubtsEndpoints
{
    // A stranger's page: text, whatever a browser takes it for.
    private const string Policy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="admin">/admin, for either role.</param>
    public static void MapDoubts(this RouteGroupBuilder admin)
    {
        foreach (var (path, action) in ((string, string)[])[("/duvidas/confirmar", "held.confirm"), ("/duvidas/rejeitar", "held.reject")])
        {
            admin.MapPost(path, async (OperatorDesk desk, DoubtsQuery query, [FromForm] Guid leitura, CancellationToken cancellationToken) =>
            {
                // One that meanwhile changed is another reading, which nobody has looked at.
                if (await query.ListingAsync(leitura, cancellationToken) is not { } listing) return Results.LocalRedirect("/admin/duvidas?feito=changed");
                await desk.AskAsync(action, DoubtsQuery.Subject(listing), new { Held = leitura }, cancellationToken);
                return Results.LocalRedirect("/admin/duvidas?feito=asked");
            });
        }

        admin.MapGet("/duvidas/{id:guid}/pagina", async (DoubtsQuery query, IMediaStore media, HttpContext http, Guid id, Guid? tentativa, CancellationToken cancellationToken) =>
        {
            if (await query.FindAsync(id, cancellationToken) is not { } doubt) return Results.NotFound();
            var store = doubt.Listing.StoreKey;
            var key = tentativa is null ? doubt.Read?.Evidence?.Page : doubt.Checks.Any(check => check.Id == tentativa) ? KeptPage.KeyOf(store, tentativa.Value) : null;
            if (await KeptPage.FindAsync(media, store, key, cancellationToken) is not { } page) return Results.NotFound();
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Text(page.Text, "text/plain; charset=utf-8");
        });
    }
}
