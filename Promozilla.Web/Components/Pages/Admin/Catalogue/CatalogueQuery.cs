using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Operators;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Catalogue;

/// <summary>Everything about one product.</summary>
/// <param name="Redirects">Old addresses that lead to it.</param>
/// <param name="Pairs">Products that its listings may be instead, or the other way round.</param>
public sealed record ProductFile(
    Product Product, IReadOnlyList<string> Numbers, IReadOnlyList<ListingLine> Listings, IReadOnlyList<MatchDecision> Decisions, IReadOnlyList<string> Redirects,
    int Held, int Wishes, int Pairs, bool Waits);

public sealed record ListingLine(Listing Listing, string Store, string? Reason, DateTimeOffset? SeenAt);

public sealed record ProductLine(long Id, string Title, string Platform, string Market, int Offers, decimal? Price, DateTimeOffset? HiddenAt);

/// <summary>Products and listings as operators look for them: across markets, hidden ones too.</summary>
public sealed class CatalogueQuery(OperatorDesk desk, SearchQuery search)
{
    public const int Most = 50;

    /// <summary>By number, address, trade number, a store's own number, else as shoppers search.</summary>
    public async Task<IReadOnlyList<ProductLine>> FindAsync(string? typed, bool hidden, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        if (hidden) return await LinesAsync(db.Products.Where(product => product.HiddenAt != null).OrderByDescending(product => product.HiddenAt), cancellationToken);
        var words = typed?.Trim() ?? "";
        if (words.Length is 0) return await LinesAsync(db.Products.OrderByDescending(product => product.Id), cancellationToken);
        var exact = await LinesAsync(Exactly(db, words).Union(db.Listings.Where(row => row.ItemId == words || row.Gtin == words).Select(row => row.Product!)).OrderBy(product => product.Id), cancellationToken);
        var hits = (await search.FindAsync(words, cancellationToken)).Hits.Select(hit => hit.Id).Take(Most).ToList();
        var found = await LinesAsync(db.Products.Where(product => hits.Contains(product.Id)).OrderBy(product => product.Id), cancellationToken);
        return [.. exact.Concat(found.OrderBy(line => hits.IndexOf(line.Id))).DistinctBy(line => line.Id).Take(Most)];
    }

    /// <summary>The product that somebody names by its number or address.</summary>
    public async Task<long?> NamedAsync(string? typed, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await Exactly(db, typed?.Trim() ?? "").OrderBy(product => product.Id).Select(product => (long?)product.Id).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<ProductFile?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id, cancellationToken) is not { } product) return null;
        return new ProductFile(
            product,
            await db.ProductGtins.Where(number => number.ProductId == id).Select(number => number.Gtin).ToListAsync(cancellationToken),
            await ListingsAsync(db, db.Listings.Where(listing => listing.ProductId == id), cancellationToken),
            await db.MatchDecisions.AsNoTracking().Where(said => said.ProductId == id || said.OtherProductId == id).OrderByDescending(said => said.Id).Take(Most).ToListAsync(cancellationToken),
            await db.ProductRedirects.Where(old => old.ProductId == id).OrderBy(old => old.Slug).Select(old => old.Slug).ToListAsync(cancellationToken),
            await db.HeldReadings.CountAsync(held => db.Listings.Any(listing => listing.Id == held.ListingId && listing.ProductId == id), cancellationToken),
            await db.WishlistItems.CountAsync(wish => wish.ProductId == id, cancellationToken),
            await db.MatchCandidates.CountAsync(pair => pair.ProductId == id || db.Listings.Any(listing => listing.Id == pair.ListingId && listing.ProductId == id), cancellationToken),
            await db.OperatorRequests.AnyAsync(request => request.Status == OperatorRequestStatus.Asked && request.Action == "match.apply", cancellationToken)
                || await db.ScrapeRuns.AnyAsync(run => run.Origin == "operator" && run.Status == "running", cancellationToken));
    }

    /// <summary>Listings of things that we sell, which belong to no product.</summary>
    public async Task<(int Count, IReadOnlyList<ListingLine> Listings)> LooseAsync(string? reason, long before, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var loose = db.Listings.Where(listing => listing.ProductId == null && listing.MissingSince == null
            && db.ListingMatches.Any(match => match.ListingId == listing.Id && (reason == null || reason == "" ? match.Reason != MatchReasons.NotOurs : match.Reason == reason)));
        return (await loose.CountAsync(cancellationToken), await ListingsAsync(db, loose.Where(listing => listing.Id < before), cancellationToken));
    }

    private static async Task<IReadOnlyList<ListingLine>> ListingsAsync(PromozillaDbContext db, IQueryable<Listing> listings, CancellationToken cancellationToken)
    {
        var rows = await (
            from listing in listings.AsNoTracking()
            join store in db.Stores on listing.StoreKey equals store.Key
            from match in db.ListingMatches.Where(match => match.ListingId == listing.Id).DefaultIfEmpty()
            from sighting in db.ListingSightings.Where(seen => seen.ListingId == listing.Id).DefaultIfEmpty()
            orderby listing.Id descending
            select new { listing, store.Name, Reason = match == null ? null : match.Reason, SeenAt = sighting == null ? (DateTimeOffset?)null : sighting.LastSeenAt })
            .Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new ListingLine(row.listing, row.Name, row.Reason, row.SeenAt));
    }

    private static IQueryable<Product> Exactly(PromozillaDbContext db, string words)
    {
        var slug = words.TrimEnd('/').Split('/')[^1].Split('?')[0];
        var id = long.TryParse(slug, out var number) ? number : 0;
        return db.Products.Where(product => product.Id == id || product.Slug == slug || db.ProductGtins.Any(known => known.ProductId == product.Id && known.Gtin == words));
    }

    private static async Task<IReadOnlyList<ProductLine>> LinesAsync(IQueryable<Product> products, CancellationToken cancellationToken) => await products.Take(Most)
        .Select(product => new ProductLine(product.Id, product.Title, product.Platform, product.Market, product.OfferCount, product.BestPrice, product.HiddenAt)).ToListAsync(cancellationToken);
}
