using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Web.Accounts;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Matching;

/// <summary>Writes what a person says of a match, and asks for it to be carried out at once. The same said twice is said once.</summary>
public sealed class MatchDesk(OperatorDesk desk, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>The listing is this product: it joins it, or, where it is a product's already, the two are one.</summary>
    public Task<bool> SameAsync(long listing, long product, CancellationToken cancellationToken) => SayAsync("match.same", listing, product, async (db, row) =>
        row.ProductId is not { } had ? Of(row, MatchVerbs.Join, product)
            : had != product && await AreOfOneMarketAsync(db, product, had, cancellationToken) ? Merge(product, had) : null, cancellationToken);

    public Task<bool> NeverAsync(long listing, long product, CancellationToken cancellationToken) =>
        SayAsync("match.never", listing, product, (_, row) => Task.FromResult<MatchDecision?>(Of(row, MatchVerbs.Never, product)), cancellationToken);

    /// <summary>This listing alone moves to the product.</summary>
    public Task<bool> JoinAsync(long listing, long product, CancellationToken cancellationToken) => SayAsync("match.join", listing, product, async (db, row) =>
        row.ProductId != product && await db.Products.AnyAsync(one => one.Id == product && db.Stores.Any(store => store.Key == row.StoreKey && store.Market == one.Market), cancellationToken)
            ? Of(row, MatchVerbs.Join, product) : null, cancellationToken);

    /// <summary>The listing leaves this product and becomes one of its own.</summary>
    public Task<bool> SplitAsync(long listing, long product, CancellationToken cancellationToken) => SayAsync("match.split", listing, product, (_, row) =>
        Task.FromResult(row.ProductId == product ? Of(row, MatchVerbs.Split, product) : null), cancellationToken);

    public Task<bool> MergeAsync(long stays, long goes, CancellationToken cancellationToken) => desk.ChangeAsync("match.merge", $"products/{stays}", async db =>
        stays != goes && await AreOfOneMarketAsync(db, stays, goes, cancellationToken) ? await WriteAsync(db, Merge(stays, goes), new { goes }, cancellationToken) : null, cancellationToken);

    /// <returns>Whether there was something to say.</returns>
    private Task<bool> SayAsync(
        string action, long listing, long product, Func<PromozillaDbContext, Listing, Task<MatchDecision?>> say, CancellationToken cancellationToken) =>
        desk.ChangeAsync(action, $"products/{product}", async db =>
            await db.Listings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == listing, cancellationToken) is { } row
            && await db.Products.AnyAsync(row => row.Id == product, cancellationToken) && await say(db, row) is { } said
                ? await WriteAsync(db, said, new { listing, row.StoreKey, row.ItemId, said.Verb, said.OtherProductId }, cancellationToken) : null, cancellationToken);

    private async Task<object?> WriteAsync(PromozillaDbContext db, MatchDecision said, object details, CancellationToken cancellationToken)
    {
        // What still waits, or holds, is not said again.
        if (await db.MatchDecisions.AnyAsync(
            known => known.Verb == said.Verb && known.StoreKey == said.StoreKey && known.ItemId == said.ItemId && known.ProductId == said.ProductId
                && known.OtherProductId == said.OtherProductId && (known.CarriedOutAt == null || (known.SupersededAt == null && known.Verb == MatchVerbs.Never)),
            cancellationToken))
        {
            return null;
        }

        db.MatchDecisions.Add(said);
        await desk.AskWithinAsync(db, "match.apply", "matching", new { said.Verb, said.StoreKey, said.ItemId, said.ProductId, said.OtherProductId }, cancellationToken);
        return details;
    }

    private MatchDecision Of(Listing listing, string verb, long product) => new()
    {
        Verb = verb,
        StoreKey = listing.StoreKey,
        ItemId = listing.ItemId,
        ProductId = product,
        DecidedBy = Operator,
        DecidedAt = clock.GetUtcNow(),
    };

    private MatchDecision Merge(long stays, long goes) =>
        new() { Verb = MatchVerbs.Merge, ProductId = stays, OtherProductId = goes, DecidedBy = Operator, DecidedAt = clock.GetUtcNow() };

    private string Operator => accessor.HttpContext!.User.Id().ToString();

    private static async Task<bool> AreOfOneMarketAsync(PromozillaDbContext db, long one, long other, CancellationToken cancellationToken) =>
        await db.Products.Where(product => product.Id == one || product.Id == other).Select(product => product.Market).ToListAsync(cancellationToken) is [var left, var right]
        && left == right;
}
