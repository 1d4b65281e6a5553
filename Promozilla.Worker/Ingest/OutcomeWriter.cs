using Npgsql;
using Promozilla.Data.Prices;
using Promozilla.Worker.Promotions;

namespace Promozilla.Worker.Ingest;

/// <summary>Writes what the rules decided: one statement a table, one round trip, whatever the number of listings.</summary>
internal static class OutcomeWriter
{
    private const string Listings = """
        UPDATE listings listing SET url = item.url, title = item.title, display_title = item.display_title, title_key = item.title_key,
            kind = item.kind, platform = item.platform, edition = item.edition, format = item.format, condition = item.condition,
            gtin = item.gtin, seller = item.seller, image_url = item.image_url, availability = item.availability, price = item.price,
            currency = item.currency, claimed_price = item.claimed_price, claimed_kind = item.claimed_kind, price_since = item.price_since,
            reading_hash = item.reading_hash, product_id = item.product_id
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::text[], $13::text[], $14::text[], $15::numeric[], $16::text[], $17::numeric[], $18::text[], $19::timestamptz[],
            $20::bigint[], $21::bigint[])
            AS item(id, url, title, display_title, title_key, kind, platform, edition, format, condition, gtin, seller, image_url, availability,
                price, currency, claimed_price, claimed_kind, price_since, reading_hash, product_id)
        WHERE listing.id = item.id
        """;

    private const string Sightings = """
        INSERT INTO listing_sightings AS sighting (listing_id, last_seen_at, run_id)
        SELECT listing.id, item.at, $4 FROM unnest($2::text[], $3::timestamptz[]) AS item(item_id, at)
        JOIN listings listing ON listing.store_key = $1 AND listing.item_id = item.item_id ORDER BY listing.id
        ON CONFLICT (listing_id) DO UPDATE SET last_seen_at = excluded.last_seen_at, run_id = excluded.run_id
        WHERE sighting.last_seen_at < excluded.last_seen_at
        """;

    private const string Observations = """
        INSERT INTO price_observations (listing_id, at, price, currency, claimed_price, claimed_kind, availability, run_id)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::numeric[], $4::text[], $5::numeric[], $6::text[], $7::text[], $8::uuid[])
        ON CONFLICT (listing_id, at) DO NOTHING
        """;

    private const string Promotions = """
        INSERT INTO promotions (id, listing_id, started_at, ended_at, price, price_before, reference, reference_at, claimed_price, claimed_kind,
            verdict, real_percent, claimed_percent, step, step_price, reference_until, observed_days, recommended_price, told_step)
        SELECT *, 0 FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::numeric[], $6::numeric[], $7::numeric[],
            $8::timestamptz[], $9::numeric[], $10::text[], $11::text[], $12::numeric[], $13::numeric[], $14::int[], $15::numeric[], $16::timestamptz[],
            $17::int[], $18::numeric[])
        ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, price = excluded.price, claimed_price = excluded.claimed_price,
            claimed_kind = excluded.claimed_kind, verdict = excluded.verdict, real_percent = excluded.real_percent,
            claimed_percent = excluded.claimed_percent, step = excluded.step, step_price = excluded.step_price,
            recommended_price = excluded.recommended_price
        """;

    // What was found out by asking for the product's page holds only of the reading that it was asked for.
    private const string Held = """
        INSERT INTO held_readings AS held (listing_id, first_at, last_at, price, currency, claimed_price, claimed_kind, availability, reason, run_id,
            id, reading)
        SELECT listing_id, first_at, last_at, price, currency, claimed_price, claimed_kind, availability, reason, run_id, id, reading::jsonb
        FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::numeric[], $5::text[], $6::numeric[], $7::text[], $8::text[],
            $9::text[], $10::uuid[], $11::uuid[], $12::text[])
            AS item(listing_id, first_at, last_at, price, currency, claimed_price, claimed_kind, availability, reason, run_id, id, reading)
        ON CONFLICT (listing_id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, price = excluded.price,
            currency = excluded.currency, claimed_price = excluded.claimed_price, claimed_kind = excluded.claimed_kind,
            availability = excluded.availability, reason = excluded.reason, run_id = excluded.run_id, reading = excluded.reading, id = excluded.id,
            rechecks = CASE WHEN held.id = excluded.id THEN held.rechecks ELSE 0 END,
            rechecked_at = CASE WHEN held.id = excluded.id THEN held.rechecked_at END,
            recheck_said = CASE WHEN held.id = excluded.id THEN held.recheck_said END,
            needs_person = held.id = excluded.id AND held.needs_person
        """;

    private const string Release = "DELETE FROM held_readings WHERE listing_id = ANY ($1)";

    /// <param name="sightings">Of all items, whatever came of them.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        string storeKey,
        IReadOnlyList<Sighting> sightings,
        Guid runId,
        IReadOnlyList<ListingOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddListings(batch, [.. outcomes.Where(outcome => outcome.Row is not null)]);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sightings).With(
            Sql.Value(storeKey), Sql.Texts(sightings, one => one.ItemId), Sql.Times(sightings, one => one.At), Sql.Value(runId)));
        AddObservations(batch, [.. outcomes.SelectMany(outcome => outcome.Observations)]);

        // Ended first: at most one episode of a listing is open.
        AddPromotions(batch, [.. Episodes(outcomes, outcome => outcome.Closed), .. Episodes(outcomes, outcome => outcome.Opened)]);
        AddHeld(batch, [.. outcomes.Select(outcome => outcome.Held).OfType<HeldReading>()]);
        if (outcomes.Where(outcome => outcome.HoldEnds).ToList() is { Count: > 0 } released)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Release).With(Sql.Longs(released, outcome => outcome.ListingId)));
        }

        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IEnumerable<(long ListingId, Episode Episode)> Episodes(
        IReadOnlyList<ListingOutcome> outcomes, Func<ListingOutcome, Episode?> which) =>
        outcomes.Where(outcome => which(outcome) is not null).Select(outcome => (outcome.ListingId, which(outcome)!));

    private static void AddListings(NpgsqlBatch batch, List<ListingOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var rows = outcomes.ConvertAll(outcome => outcome.Row!);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Listings).With(
            Sql.Longs(rows, row => row.Id), Sql.Texts(rows, row => row.Url), Sql.Texts(rows, row => row.Title),
            Sql.Texts(rows, row => row.DisplayTitle), Sql.Texts(rows, row => row.TitleKey), Sql.Texts(rows, row => row.Kind),
            Sql.Texts(rows, row => row.Platform), Sql.Texts(rows, row => row.Edition), Sql.Texts(rows, row => row.Format),
            Sql.Texts(rows, row => row.Condition), Sql.Texts(rows, row => row.Gtin), Sql.Texts(rows, row => row.Seller),
            Sql.Texts(rows, row => row.ImageUrl), Sql.Texts(rows, row => row.Availability), Sql.Decimals(rows, row => row.Price),
            Sql.Texts(rows, row => row.Currency), Sql.Decimals(rows, row => row.ClaimedPrice), Sql.Texts(rows, row => row.ClaimedKind),
            Sql.Times(rows, row => row.PriceSince), Sql.MaybeLongs(rows, row => row.ReadingHash), Sql.MaybeLongs(rows, row => row.ProductId)));
    }

    private static void AddObservations(NpgsqlBatch batch, List<PriceObservation> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Observations).With(
            Sql.Longs(rows, row => row.ListingId), Sql.Times(rows, row => row.At), Sql.Decimals(rows, row => row.Price),
            Sql.Texts(rows, row => row.Currency), Sql.Decimals(rows, row => row.ClaimedPrice), Sql.Texts(rows, row => row.ClaimedKind),
            Sql.Texts(rows, row => row.Availability), Sql.Uuids(rows, row => row.RunId)));
    }

    private static void AddPromotions(NpgsqlBatch batch, List<(long ListingId, Episode Episode)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Promotions).With(
            Sql.Uuids(rows, row => row.Episode.Id), Sql.Longs(rows, row => row.ListingId), Sql.Times(rows, row => row.Episode.StartedAt),
            Sql.Times(rows, row => row.Episode.EndedAt), Sql.Decimals(rows, row => row.Episode.Price),
            Sql.Decimals(rows, row => row.Episode.PriceBefore), Sql.Decimals(rows, row => row.Episode.Reference?.Price),
            Sql.Times(rows, row => row.Episode.Reference?.At), Sql.Decimals(rows, row => row.Episode.ClaimedPrice),
            Sql.Texts(rows, row => row.Episode.ClaimedKind), Sql.Texts(rows, row => row.Episode.Verdict.Word),
            Sql.Decimals(rows, row => row.Episode.Verdict.RealPercent), Sql.Decimals(rows, row => row.Episode.Verdict.ClaimedPercent),
            Sql.Ints(rows, row => row.Episode.Step), Sql.Decimals(rows, row => row.Episode.StepPrice),
            Sql.Times(rows, row => row.Episode.Reference?.Until), Sql.Ints(rows, row => row.Episode.ObservedDays),
            Sql.Decimals(rows, row => row.Episode.RecommendedPrice)));
    }

    private static void AddHeld(NpgsqlBatch batch, List<HeldReading> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Held).With(
            Sql.Longs(rows, row => row.ListingId), Sql.Times(rows, row => row.FirstAt), Sql.Times(rows, row => row.LastAt),
            Sql.Decimals(rows, row => row.Price), Sql.Texts(rows, row => row.Currency), Sql.Decimals(rows, row => row.ClaimedPrice),
            Sql.Texts(rows, row => row.ClaimedKind), Sql.Texts(rows, row => row.Availability), Sql.Texts(rows, row => row.Reason),
            Sql.Uuids(rows, row => row.RunId), Sql.Uuids(rows, row => row.Id), Sql.Texts(rows, row => row.Reading)));
    }
}

/// <summary>An item of a store, and when it was seen. UTC.</summary>
internal readonly record struct Sighting(string ItemId, DateTimeOffset At);
