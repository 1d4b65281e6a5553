using Npgsql;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Promotions;

namespace Promozilla.Worker.Ingest;

/// <summary>Inserts listings seen for the first time; locks and reads those that were known.</summary>
internal static class ListingStore
{
    private const string InsertNew = """
        INSERT INTO listings (store_key, item_id, url, title, display_title, title_key, kind, platform, edition, format, condition, gtin, seller,
            image_url, availability, price, currency, claimed_price, claimed_kind, price_since, first_seen_at, reading_hash)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::numeric[], $17::text[], $18::numeric[], $19::text[],
            $20::timestamptz[], $21::timestamptz[], $22::bigint[]) AS item(item_id) ORDER BY item_id
        ON CONFLICT (store_key, item_id) DO NOTHING
        RETURNING id, item_id
        """;

    // Two statements: the second one sees what the transaction that was waited for has committed.
    private const string Lock = "SELECT id FROM listings WHERE store_key = $1 AND item_id = ANY ($2) ORDER BY id FOR NO KEY UPDATE";

    private const string Read = """
        SELECT listing.id, item_id, url, title, display_title, title_key, kind, platform, edition, format, condition, gtin, seller, image_url,
            listing.availability, listing.price, listing.currency, listing.claimed_price, listing.claimed_kind, price_since, first_seen_at,
            reading_hash, product_id, sighting.last_seen_at, sighting.run_id,
            held.first_at, held.price, held.currency, held.id, held.reading::text, held.reason,
            promotion.id, promotion.started_at, promotion.price, promotion.price_before, promotion.reference, promotion.reference_at,
            promotion.claimed_price, promotion.claimed_kind, promotion.verdict, promotion.real_percent, promotion.claimed_percent,
            promotion.step, promotion.step_price, promotion.reference_until, promotion.observed_days, promotion.recommended_price,
            history.times, history.prices, gaps.starts, gaps.ends, gaps.others
        FROM listings listing
        LEFT JOIN listing_sightings sighting ON sighting.listing_id = listing.id
        LEFT JOIN held_readings held ON held.listing_id = listing.id
        LEFT JOIN promotions promotion ON promotion.listing_id = listing.id AND promotion.ended_at IS NULL
        CROSS JOIN LATERAL (
            SELECT array_agg(at ORDER BY at) AS times, array_agg(price ORDER BY at) AS prices FROM (
                SELECT at, price FROM price_observations WHERE listing_id = listing.id AND at >= $3 AND currency = $6
                UNION ALL
                (SELECT at, price FROM price_observations WHERE listing_id = listing.id AND at < $3 AND currency = $6 ORDER BY at DESC LIMIT 1)
            ) points
        ) history
        CROSS JOIN LATERAL (
            SELECT array_agg(from_at ORDER BY from_at) AS starts, array_agg(to_at ORDER BY from_at) AS ends, array_agg(is_other ORDER BY from_at) AS others
            FROM (
                SELECT from_at, coalesce(to_at, $4) AS to_at, is_other FROM listing_gaps WHERE listing_id = listing.id AND coalesce(to_at, $4) > $3
                UNION ALL
                SELECT sighting.last_seen_at, $4, false WHERE sighting.last_seen_at < $4 - $5
                UNION ALL
                SELECT at, coalesce(until, $4), false FROM (
                    SELECT at, currency, lead(at) OVER (ORDER BY at) AS until FROM price_observations WHERE listing_id = listing.id
                        AND at >= coalesce((SELECT max(at) FROM price_observations WHERE listing_id = listing.id AND at < $3), $3)
                ) seen WHERE currency <> $6
            ) unseen
        ) gaps
        WHERE store_key = $1 AND item_id = ANY ($2)
        """;

    /// <returns>Ids by item id; an item that another worker inserted meanwhile is not among them.</returns>
    public static async Task<Dictionary<string, long>> InsertAsync(
        NpgsqlConnection connection, string storeKey, List<Listing> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(InsertNew, connection).With(
            Sql.Value(storeKey), Sql.Texts(rows, row => row.ItemId), Sql.Texts(rows, row => row.Url), Sql.Texts(rows, row => row.Title),
            Sql.Texts(rows, row => row.DisplayTitle), Sql.Texts(rows, row => row.TitleKey), Sql.Texts(rows, row => row.Kind),
            Sql.Texts(rows, row => row.Platform), Sql.Texts(rows, row => row.Edition), Sql.Texts(rows, row => row.Format),
            Sql.Texts(rows, row => row.Condition), Sql.Texts(rows, row => row.Gtin), Sql.Texts(rows, row => row.Seller),
            Sql.Texts(rows, row => row.ImageUrl), Sql.Texts(rows, row => row.Availability), Sql.Decimals(rows, row => row.Price),
            Sql.Texts(rows, row => row.Currency), Sql.Decimals(rows, row => row.ClaimedPrice), Sql.Texts(rows, row => row.ClaimedKind),
            Sql.Times(rows, row => row.PriceSince), Sql.Times(rows, row => row.FirstSeenAt), Sql.MaybeLongs(rows, row => row.ReadingHash));
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new Dictionary<string, long>(rows.Count, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(1), reader.GetInt64(0));
        }

        return ids;
    }

    public static async Task<List<KnownListing>> LockAsync(
        NpgsqlConnection connection, string storeKey, StoreTerms terms, IReadOnlyList<string> itemIds, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock).With(Sql.Value(storeKey), Sql.Texts(itemIds, id => id)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Read).With(
            Sql.Value(storeKey), Sql.Texts(itemIds, id => id), Sql.Value(at - DoubtRules.MedianWindow), Sql.Value(at),
            Sql.Value(PriceSpans.Tolerance), Sql.Value(terms.Currency)));
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var known = new List<KnownListing>(itemIds.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(new KnownListing(
                Row(reader, storeKey), terms, reader.Get<DateTimeOffset?>(23), reader.Get<Guid?>(24), Held(reader), Open(reader), History(reader),
                Gaps(reader)));
        }

        return known;
    }

    private static Listing Row(NpgsqlDataReader reader, string storeKey) => new()
    {
        Id = reader.GetInt64(0),
        StoreKey = storeKey,
        ItemId = reader.GetString(1),
        Url = reader.GetString(2),
        Title = reader.GetString(3),
        DisplayTitle = reader.GetString(4),
        TitleKey = reader.GetString(5),
        Kind = reader.GetString(6),
        Platform = reader.GetString(7),
        Edition = reader.GetString(8),
        Format = reader.GetString(9),
        Condition = reader.GetString(10),
        Gtin = reader.Get<string>(11),
        Seller = reader.Get<string>(12),
        ImageUrl = reader.Get<string>(13),
        Availability = reader.GetString(14),
        Price = reader.Get<decimal?>(15),
        Currency = reader.Get<string>(16),
        ClaimedPrice = reader.Get<decimal?>(17),
        ClaimedKind = reader.Get<string>(18),
        PriceSince = reader.Get<DateTimeOffset?>(19),
        FirstSeenAt = reader.GetFieldValue<DateTimeOffset>(20),
        ReadingHash = reader.Get<long?>(21),
        ProductId = reader.Get<long?>(22),
    };

    private static HeldReading? Held(NpgsqlDataReader reader) => reader.IsDBNull(25)
        ? null
        : new HeldReading
        {
            ListingId = reader.GetInt64(0),
            FirstAt = reader.GetFieldValue<DateTimeOffset>(25),
            Price = reader.GetDecimal(26),
            Currency = reader.GetString(27),
            Availability = "",
            Id = reader.GetGuid(28),
            Reading = reader.Get<string>(29),
            Reason = reader.GetString(30),
        };

    private static Episode? Open(NpgsqlDataReader reader) => reader.IsDBNull(31)
        ? null
        : new Episode(
            reader.GetGuid(31),
            reader.GetFieldValue<DateTimeOffset>(32),
            reader.GetDecimal(33),
            reader.Get<decimal?>(34),
            Reference(reader),
            reader.Get<int?>(45) ?? 0,
            reader.Get<decimal?>(37),
            reader.Get<string>(38),
            new Verdict(reader.GetString(39), reader.Get<decimal?>(40), reader.Get<decimal?>(41)),
            reader.GetInt32(42),
            reader.GetDecimal(43),
            reader.Get<decimal?>(46));

    private static Reference? Reference(NpgsqlDataReader reader) => reader.IsDBNull(35)
        ? null
        : new Reference(
            reader.GetDecimal(35), reader.GetFieldValue<DateTimeOffset>(36), reader.Get<DateTimeOffset?>(44) ?? reader.GetFieldValue<DateTimeOffset>(36));

    private static PricePoint[] History(NpgsqlDataReader reader) => reader.IsDBNull(47)
        ? []
        : [.. reader.GetFieldValue<DateTime[]>(47).Zip(reader.GetFieldValue<decimal[]>(48), (at, price) => new PricePoint(at, price))];

    private static Gap[] Gaps(NpgsqlDataReader reader) => reader.IsDBNull(49)
        ? []
        : [.. reader.GetFieldValue<DateTime[]>(49)
            .Zip(reader.GetFieldValue<DateTime[]>(50), reader.GetFieldValue<bool[]>(51))
            .Select(gap => new Gap(gap.First, gap.Second, gap.Third))];
}
