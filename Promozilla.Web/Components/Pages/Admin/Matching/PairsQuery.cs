using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Matching;

/// <param name="Match">Why the listing is where it is.</param>
/// <param name="Product">What it may be.</param>
/// <param name="Numbers">The product's trade numbers.</param>
/// <param name="Offers">The product's own listings.</param>
/// <param name="Siblings">How many more listings the listing's own product has: they would come along.</param>
public sealed record UncertainPair(
    MatchCandidate Candidate, Listing Listing, string Store, ListingMatch? Match, Product Product, IReadOnlyList<string> Numbers,
    IReadOnlyList<(string Store, string Title, decimal? Price, string? Currency)> Offers, int Siblings);

/// <summary>Pairs that rules can't decide, the oldest first, without those that somebody has just answered.</summary>
public sealed class PairsQuery(OperatorDesk desk)
{
    public async Task<(int Count, UncertainPair? Pair)> NextAsync(string? after, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var open =
            from pair in db.MatchCandidates.AsNoTracking()
            join listing in db.Listings on pair.ListingId equals listing.Id
            where !db.MatchDecisions.Any(said => said.CarriedOutAt == null && ((said.StoreKey == listing.StoreKey && said.ItemId == listing.ItemId && said.ProductId == pair.ProductId)
                || (said.Verb == MatchVerbs.Merge && said.ProductId == pair.ProductId && said.OtherProductId == listing.ProductId)))
            select pair;
        var count = await open.CountAsync(cancellationToken);
        var rest = open;
        if (after?.Split('-') is [var first, var second] && long.TryParse(first, out var listingId) && long.TryParse(second, out var productId)
            && await db.MatchCandidates.AsNoTracking().SingleOrDefaultAsync(pair => pair.ListingId == listingId && pair.ProductId == productId, cancellationToken) is { } last)
        {
            rest = open.Where(pair => pair.FoundAt > last.FoundAt
                || (pair.FoundAt == last.FoundAt && (pair.ListingId > last.ListingId || (pair.ListingId == last.ListingId && pair.ProductId > last.ProductId))));
        }

        var candidate = await First(rest).FirstOrDefaultAsync(cancellationToken) ?? await First(open).FirstOrDefaultAsync(cancellationToken);
        if (candidate is null) return (count, null);
        var mine = await db.Listings.AsNoTracking().Include(row => row.Product).SingleAsync(row => row.Id == candidate.ListingId, cancellationToken);
        var offers = await (
            from listing in db.Listings
            join store in db.Stores on listing.StoreKey equals store.Key
            where listing.ProductId == candidate.ProductId
            orderby listing.Price
            select new { store.Name, listing.Title, listing.Price, listing.Currency }).Take(8).ToListAsync(cancellationToken);
        return (count, new UncertainPair(
            candidate, mine,
            await db.Stores.Where(store => store.Key == mine.StoreKey).Select(store => store.Name).SingleAsync(cancellationToken),
            await db.ListingMatches.AsNoTracking().SingleOrDefaultAsync(match => match.ListingId == mine.Id, cancellationToken),
            await db.Products.AsNoTracking().SingleAsync(product => product.Id == candidate.ProductId, cancellationToken),
            await db.ProductGtins.Where(number => number.ProductId == candidate.ProductId).Select(number => number.Gtin).ToListAsync(cancellationToken),
            offers.ConvertAll(offer => (offer.Name, offer.Title, offer.Price, (string?)offer.Currency)),
            mine.ProductId is null ? 0 : await db.Listings.CountAsync(other => other.ProductId == mine.ProductId && other.Id != mine.Id, cancellationToken)));
    }

    private static IOrderedQueryable<MatchCandidate> First(IQueryable<MatchCandidate> pairs) =>
        pairs.OrderBy(pair => pair.FoundAt).ThenBy(pair => pair.ListingId).ThenBy(pair => pair.ProductId);
}
