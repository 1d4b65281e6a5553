using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Promozilla.Data;
using Promozilla.Data.Visits;
using Promozilla.Web.Site;
using Promozilla.Web.Visits;

namespace Promozilla.Web.Shop;

/// <summary>
/// The way from an offer to its store: /ir/{listing} leads on at once, so that it can be counted without a script. It leads to the address that we read in that store and to none
/// that a request names. Links of pages that were made here are remembered: they work while the database is down, as the pages do.
/// </summary>
public sealed class StoreLinks(IDbContextFactory<PromozillaDbContext> database) : IDisposable
{
    private const int MostRemembered = 100_000;

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    public static string Path(long listing) => FormattableString.Invariant($"/ir/{listing}");

    /// <summary>Addresses come from outside: only web addresses become links.</summary>
    public static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    public void Remember(long listing, string store, string url) => remembered.Set(
        (MarketOfRequest.Current.Key, listing), new StoreLink(store, url), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) });

    /// <summary>Null where there is no such listing in this market, or its store is off.</summary>
    public async Task<StoreLink?> FindAsync(long listing, CancellationToken cancellationToken)
    {
        if (remembered.TryGetValue((MarketOfRequest.Current.Key, listing), out StoreLink? known))
        {
            return known;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await db.Listings.Where(row => row.Id == listing && db.Stores.Any(store => store.Key == row.StoreKey && store.Enabled))
            .Select(row => new StoreLink(row.StoreKey, row.Url)).SingleOrDefaultAsync(cancellationToken);
        return found is not null && IsWeb(found.Url) ? found : null;
    }

    public void Dispose() => remembered.Dispose();
}

public sealed record StoreLink(string Store, string Url);

internal static class StoreLinkEndpoint
{
    public static void MapStoreLinks(this WebApplication app) =>
        app.MapGet("/ir/{listing:long}", async (HttpContext http, StoreLinks links, long listing, CancellationToken cancellationToken) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            http.Response.Headers.CacheControl = "no-store";
            if (await links.FindAsync(listing, cancellationToken) is not { } link)
            {
                return Results.NotFound();
            }

            http.Reached(VisitGoals.Click, link.Store);
            return Results.Redirect(link.Url);
        }).ExcludeFromDescription();
}
