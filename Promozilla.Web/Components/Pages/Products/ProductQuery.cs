using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

/// <summary>A product's page in two round trips: the product by its address, and all the rest of it at once.</summary>
public sealed class ProductQuery(NpgsqlDataSource source, IDbContextFactory<PromozillaDbContext> database, StoreDirectory stores, StoreLinks links, TimeProvider clock)
{
    private const string Shown = """
        listings listing JOIN stores store ON store.key = listing.store_key AND store.enabled
        WHERE listing.product_id = $1 AND listing.price IS NOT NULL AND listing.missing_since IS NULL
        """;

    private const string OffersOf = $"""
        SELECT listing.id, listing.store_key, listing.title, listing.url, listing.condition, listing.availability, listing.price, sighting.last_seen_at,
            promotion.verdict, promotion.price, promotion.started_at, promotion.reference, promotion.reference_at, promotion.claimed_price, promotion.claimed_kind,
            promotion.claimed_percent, promotion.real_percent, promotion.reference_until, promotion.observed_days, promotion.recommended_price
        FROM (SELECT listing.* FROM {Shown}) listing
        LEFT JOIN listing_sightings sighting ON sighting.listing_id = listing.id
        LEFT JOIN promotions promotion ON promotion.listing_id = listing.id AND promotion.ended_at IS NULL
        """;

    // What was in force when the shown time began stands at its beginning.
    private const string PricesOf = $"""
        SELECT seen.listing_id, seen.at, seen.price, seen.availability FROM (SELECT listing.id FROM {Shown}) listing
        CROSS JOIN LATERAL (
            SELECT listing_id, at, price, availability FROM price_observations WHERE listing_id = listing.id AND at >= $2
            UNION ALL
            (SELECT listing_id, at, price, availability FROM price_observations WHERE listing_id = listing.id AND at < $2 ORDER BY at DESC LIMIT 1)
        ) seen ORDER BY seen.at
        """;

    private const string EpisodesOf = $"""
        SELECT promotion.started_at, promotion.ended_at FROM (SELECT listing.id FROM {Shown}) listing
        JOIN promotions promotion ON promotion.listing_id = listing.id AND promotion.verdict = 'verified' ORDER BY promotion.started_at
        """;

    private const string LowsOf = """
        SELECT min(price30), min(price90), min(price365), min(watched_since) FROM product_lows WHERE product_id = $1 AND store_key = '' AND wear = 'new'
        """;

    private const string AdviceOf = "SELECT advice, advice_reason, advice_confidence, advice_numbers::text FROM products WHERE id = $1 AND advice IS NOT NULL";

    private const string LineOf = "SELECT from_at, to_at, price FROM best_price_spans WHERE product_id = $1 AND (to_at IS NULL OR to_at > $2) ORDER BY from_at";

    /// <param name="days">Of prices; 0: all there are.</param>
    /// <returns>The product with its offers and history; null where no product has this slug.</returns>
    public async Task<ProductDetails?> ReadAsync(string slug, string region, int days, Guid? userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Products.Where(row => row.Slug == slug).Select(ProductRow.From).SingleOrDefaultAsync(cancellationToken) is not { } product)
        {
            return null;
        }

        var wished = userId is { } user && await db.WishlistItems.AnyAsync(item => item.UserId == user && item.ProductId == product.Id, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var batch = source.CreateBatch();
        Ask(batch, OffersOf, product.Id);
        Ask(batch, PricesOf, product.Id, days is 0 ? DateTime.UnixEpoch : now.AddDays(-days));
        Ask(batch, EpisodesOf, product.Id);
        Ask(batch, LowsOf, product.Id);
        Ask(batch, AdviceOf, product.Id);
        Ask(batch, LineOf, product.Id, now.AddDays(-365));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var offers = await RowsAsync(reader, OfferIn, cancellationToken);
        offers.FindAll(offer => offer.Link is not null).ForEach(offer => links.Remember(offer.ListingId, offer.StoreKey, offer.Url));
        var prices = await RowsAsync(reader, row => new SeenPrice(row.GetInt64(0), Get<DateTimeOffset>(row, 1), row.GetDecimal(2), row.GetString(3)), cancellationToken);
        var episodes = await RowsAsync(reader, row => new Episode(Get<DateTimeOffset>(row, 0), Get<DateTimeOffset?>(row, 1)), cancellationToken);
        var (lows, watchedSince) = (await RowsAsync(
            reader, row => (new Lows(Get<decimal?>(row, 0), Get<decimal?>(row, 1), Get<decimal?>(row, 2)), Get<DateTimeOffset?>(row, 3)), cancellationToken))[0];
        var advice = await RowsAsync(reader, row => new Advice(row.GetString(0), row.GetString(1), row.GetString(2), Get<string>(row, 3)), cancellationToken);
        var line = await RowsAsync(
            reader, row => new BestPriceSpan { ProductId = product.Id, FromAt = Get<DateTimeOffset>(row, 0), ToAt = Get<DateTimeOffset?>(row, 1), Price = row.GetDecimal(2) }, cancellationToken);
        return new ProductDetails(product, Sorted(offers, region), prices, episodes, wished, lows, advice.SingleOrDefault(), line, watchedSince);
    }

    private static void Ask(NpgsqlBatch batch, string sql, long product, DateTime? since = null)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = product } } };
        if (since is { } at)
        {
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = at });
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>Of one result; the reader then stands before the next.</summary>
    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(row(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        return rows;
    }

    private static Offer OfferIn(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetDecimal(6), Get<DateTimeOffset?>(row, 7),
        row.IsDBNull(8) ? null : new Judgement(
            row.GetString(8), row.GetDecimal(9), Get<DateTimeOffset>(row, 10), Get<decimal?>(row, 11), Get<DateTimeOffset?>(row, 12), Get<decimal?>(row, 13),
            Get<string>(row, 14), Get<decimal?>(row, 15), Get<decimal?>(row, 16), Get<DateTimeOffset?>(row, 17), Get<int?>(row, 18), Get<decimal?>(row, 19)));

    private static T? Get<T>(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? default : row.GetFieldValue<T>(column);

    /// <summary>What can be bought first, new before used, by what it costs delivered; what that is of those at the end we don't know.</summary>
    private List<Offer> Sorted(List<Offer> offers, string region) =>
    [
        .. offers.Select(offer => offer with { Total = stores.Total(offer.StoreKey, offer.Price, region), Pickup = stores.Total(offer.StoreKey, offer.Price, Regions.Pickup) })
            .OrderBy(offer => (offer.CanBuy ? 0 : 2) + (offer.Condition is Condition.New ? 0 : 1))
            .ThenBy(offer => offer.Total ?? decimal.MaxValue).ThenBy(offer => offer.Price).ThenBy(offer => offer.ListingId),
    ];
}
