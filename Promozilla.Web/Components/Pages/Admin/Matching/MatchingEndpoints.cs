using Microsoft.AspNetCore.Mvc;

namespace Promozilla.Web.Components.Pages.Admin.Matching;

public static class MatchingEndpoints
{
    /// <param name="admin">/admin, for either role.</param>
    public static void MapMatching(this RouteGroupBuilder admin)
    {
        admin.MapPost("/emparelhar/mesmo", async (MatchDesk desk, [FromForm] string par, CancellationToken cancellationToken) =>
            Pair(par) is var (listing, product) ? Next(par, await desk.SameAsync(listing, product, cancellationToken)) : Results.NotFound());
        admin.MapPost("/emparelhar/nunca", async (MatchDesk desk, [FromForm] string par, CancellationToken cancellationToken) =>
            Pair(par) is var (listing, product) ? Next(par, await desk.NeverAsync(listing, product, cancellationToken)) : Results.NotFound());
    }

    private static (long Listing, long Product)? Pair(string text) =>
        text.Split('-') is [var first, var second] && long.TryParse(first, out var listing) && long.TryParse(second, out var product) ? (listing, product) : null;

    private static IResult Next(string pair, bool done) => Results.LocalRedirect($"/admin/emparelhar?depois={pair}&feito={(done ? "decided" : "changed")}");
}
