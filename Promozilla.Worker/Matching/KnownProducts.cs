using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Joins due listings to products that there are: a person's word, then the trade number, then where it was, then the name.</summary>
internal static class KnownProducts
{
    private const string ByPerson = """
        UPDATE matching_due pending SET product_id = said.product_id, reason = 'person'
        FROM match_decisions said JOIN products product ON product.id = said.product_id
        WHERE product.market = pending.market AND said.verb = 'join' AND said.superseded_at IS NULL AND said.store_key = pending.store_key AND said.item_id = pending.item_id
        """;

    private static readonly string ByGtin = $"""
        UPDATE matching_due due SET product_id = CASE WHEN found.agrees THEN found.product_id END,
            reason = CASE WHEN found.agrees THEN 'gtin' ELSE 'gtin_disagrees' END
        FROM (
            SELECT pending.listing_id, product.id AS product_id, {MatchingSql.Agrees("product")} AS agrees
            FROM matching_due pending
            JOIN product_gtins known ON known.gtin = pending.gtin AND known.market = pending.market
            JOIN products product ON product.id = known.product_id
            WHERE pending.reason IS NULL AND NOT {MatchingSql.Never("product.id")}
        ) found
        WHERE due.listing_id = found.listing_id
        """;

    private static readonly string Kept = $"""
        UPDATE matching_due pending SET product_id = product.id, reason = 'kept'
        FROM products product
        WHERE pending.reason IS NULL AND product.id = pending.had AND {MatchingSql.Agrees("product")} AND NOT {MatchingSql.Never("product.id")}
        """;

    // Two trade numbers under one name: hardware in two versions; of a game two prints, but not in one and the same shop.
    private static readonly string ByTitle = $"""
        WITH candidates AS (
            SELECT pending.listing_id, pending.gtin, pending.store_key, known.product_id
            FROM matching_due pending JOIN product_keys known ON {MatchingSql.SameName("pending", "known")}
            WHERE pending.reason IS NULL AND pending.is_named AND NOT {MatchingSql.Never("known.product_id")}
                AND NOT (pending.gtin IS NOT NULL AND (
                    (pending.kind <> 'game' AND EXISTS (SELECT FROM product_gtins WHERE product_gtins.product_id = known.product_id))
                    OR EXISTS (SELECT FROM listings twin WHERE twin.product_id = known.product_id AND twin.store_key = pending.store_key
                        AND twin.id <> pending.listing_id AND twin.condition = 'new' AND twin.gtin <> pending.gtin)))
        ), counted AS (
            SELECT listing_id, gtin, store_key, min(product_id) AS product_id, count(*) AS products FROM candidates GROUP BY listing_id, gtin, store_key
        ), ranked AS (
            SELECT counted.*, dense_rank() OVER (PARTITION BY product_id, store_key, gtin IS NULL ORDER BY gtin) AS turn FROM counted
        )
        UPDATE matching_due pending SET product_id = CASE ranked.products WHEN 1 THEN ranked.product_id END,
            reason = CASE ranked.products WHEN 1 THEN 'title' ELSE 'several_candidates' END
        FROM ranked
        WHERE pending.listing_id = ranked.listing_id AND (ranked.products > 1 OR ranked.turn = 1)
        """;

    // An accessory whose store names no machine, but a maker's own thing, is the one product of that name, if there is one.
    private static readonly string ByTitleAlone = $"""
        WITH counted AS (
            SELECT pending.listing_id, min(known.product_id) AS product_id, count(DISTINCT known.product_id) AS products
            FROM matching_due pending
            JOIN product_keys known USING (match_key, market, edition, kind, format)
            WHERE pending.reason IS NULL AND pending.platform = 'other' AND pending.is_named AND pending.is_makers
                AND NOT {MatchingSql.Never("known.product_id")}
                AND NOT (pending.gtin IS NOT NULL AND EXISTS (SELECT FROM product_gtins WHERE product_gtins.product_id = known.product_id))
            GROUP BY pending.listing_id
        )
        UPDATE matching_due pending SET product_id = CASE products WHEN 1 THEN counted.product_id END,
            reason = CASE products WHEN 1 THEN 'title' ELSE 'several_candidates' END
        FROM counted WHERE pending.listing_id = counted.listing_id
        """;

    // All but the end of the last word is there, only one product's name begins so, and it costs about the same or is on sale: an edition or a
    // bundle whose name was cut off would cost more, an upgrade much less.
    private static readonly string ByCutTitle = $"""
        WITH begins AS ({MatchingSql.Begins}), single AS (
            SELECT listing_id, min(product_id) AS product_id, min(rest) AS rest FROM begins GROUP BY listing_id HAVING count(*) = 1
        )
        UPDATE matching_due pending SET product_id = single.product_id, reason = 'cut_title'
        FROM single, listings listing
        WHERE pending.listing_id = single.listing_id AND pending.reason IS NULL AND single.rest NOT LIKE '% %'
            AND listing.id = pending.listing_id AND listing.condition = 'new'
            AND (pending.gtin IS NULL OR NOT EXISTS (SELECT FROM product_gtins WHERE product_gtins.product_id = single.product_id))
            AND NOT {MatchingSql.Never("single.product_id")}
            AND listing.price / (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY whole.price) FROM (
                SELECT price FROM listings WHERE product_id = single.product_id AND condition = 'new' AND price > 0
                UNION ALL
                SELECT fresh.price FROM matching_due due JOIN listings fresh ON fresh.id = due.listing_id
                WHERE due.product_id = single.product_id AND fresh.condition = 'new' AND fresh.price > 0 AND fresh.product_id IS NULL
            ) whole) BETWEEN 0.6 AND 1.25
        """;

    // Whoever is elsewhere with a number that is known now is looked at again.
    private const string Reconsider = """
        UPDATE listings SET matched_identity = NULL FROM matching_due due JOIN product_gtins known USING (gtin, market) JOIN stores USING (market)
        WHERE listings.store_key = stores.key AND due.reason IN ('first', 'title') AND listings.gtin = due.gtin AND listings.condition = 'new' AND listings.product_id <> known.product_id
        """;

    private const string LearnGtins = """
        INSERT INTO product_gtins (gtin, market, product_id)
        SELECT DISTINCT ON (gtin, market) gtin, market, product_id FROM matching_due WHERE product_id IS NOT NULL AND gtin IS NOT NULL AND NOT is_cut ORDER BY gtin, market, listing_id
        ON CONFLICT DO NOTHING
        """;

    // A product's first listing names it, unless that name was refused to it; others add a name where it is close to the product's and nobody's else.
    private static readonly string LearnNames = $"""
        INSERT INTO product_keys ({MatchingSql.Name}, product_id)
        SELECT DISTINCT pending.match_key, pending.market, pending.platform, pending.edition, pending.kind, pending.format, pending.product_id
        FROM matching_due pending JOIN products product ON product.id = pending.product_id
        WHERE pending.is_named AND pending.platform = product.platform AND (
            (pending.reason = 'first' AND NOT EXISTS (
                SELECT FROM product_keys known JOIN match_decisions said ON said.product_id = known.product_id AND said.superseded_at IS NULL
                    AND said.verb IN ('never', 'split') AND said.store_key = pending.store_key AND said.item_id = pending.item_id
                WHERE {MatchingSql.SameName("known", "pending")}))
            OR ((pending.reason = 'person' OR (pending.reason IN ('gtin', 'kept') AND pending.edition = product.edition
                    AND pending.format = product.format AND shared_words(pending.title_key, product.title_key) >= 0.5))
                AND NOT EXISTS (SELECT FROM product_keys known WHERE {MatchingSql.SameName("known", "pending")})))
        ON CONFLICT DO NOTHING
        """;

    public static async Task JoinAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        foreach (var step in (string[])[ByPerson, ByGtin, Kept, ByTitle, ByTitleAlone])
        {
            await run.ExecuteAsync(step, cancellationToken);
        }

        await LearnAsync(run, cancellationToken);
        await run.ExecuteAsync(ByGtin, cancellationToken);
    }

    /// <summary>What the products that were just made explain of the rest.</summary>
    public static async Task JoinAgainAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await LearnAsync(run, cancellationToken);
        await run.ExecuteAsync(ByGtin, cancellationToken);
        await run.ExecuteAsync(ByTitle, cancellationToken);
        await run.ExecuteAsync(ByTitleAlone, cancellationToken);
        await run.ExecuteAsync("ANALYZE matching_due", cancellationToken);
        await run.ExecuteAsync(ByCutTitle, cancellationToken);
        await run.ExecuteAsync(Reconsider, cancellationToken);
    }

    private static async Task LearnAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(LearnGtins, cancellationToken);
        await run.ExecuteAsync(LearnNames, cancellationToken);
    }
}
