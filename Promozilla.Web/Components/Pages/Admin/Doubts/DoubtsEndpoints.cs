using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

public static class DoubtsEndpoints
{
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
    }
}
