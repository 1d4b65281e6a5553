using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Pairs that rules can't decide, put before a person. A pair leaves the queue when it is answered or no longer uncertain.</summary>
internal static class MatchQueue
{
    private static string Answered(string product) => $"""
        {MatchingSql.Never(product)} OR EXISTS (
            SELECT FROM listings member JOIN match_decisions said ON said.store_key = member.store_key AND said.item_id = member.item_id
                AND said.verb IN ('never', 'split') AND said.superseded_at IS NULL
            WHERE member.product_id = pending.product_id AND said.product_id = {product})
        """;

    private static readonly string Refresh = $"""
        WITH begins AS MATERIALIZED ({MatchingSql.Begins} AND pending.reason = 'title_cut'), fresh AS (
            SELECT pending.listing_id, known.product_id, 'same_title' AS reason
            FROM matching_due pending JOIN product_keys known ON {MatchingSql.SameName("pending", "known")}
            WHERE pending.is_named AND pending.reason <> 'not_ours' AND known.product_id IS DISTINCT FROM pending.product_id
                AND NOT ({Answered("known.product_id")})
            UNION ALL
            SELECT pending.listing_id, known.product_id, 'same_gtin'
            FROM matching_due pending JOIN product_gtins known ON known.gtin = pending.gtin AND known.market = pending.market
            WHERE pending.reason = 'gtin_disagrees' AND NOT ({Answered("known.product_id")})
            UNION ALL
            SELECT pending.listing_id, near.product_id, 'cut_title'
            FROM matching_due pending JOIN (
                SELECT listing_id, product_id, row_number() OVER (PARTITION BY listing_id ORDER BY product_id) AS place FROM begins
            ) near ON near.listing_id = pending.listing_id AND near.place <= 5
            WHERE pending.reason = 'title_cut' AND NOT ({Answered("near.product_id")})
        ), gone AS (
            DELETE FROM match_candidates queued USING matching_due due
            WHERE queued.listing_id = due.listing_id AND queued.reason <> 'near_title'
                AND NOT EXISTS (SELECT FROM fresh WHERE fresh.listing_id = queued.listing_id AND fresh.product_id = queued.product_id)
        )
        INSERT INTO match_candidates (listing_id, product_id, reason, found_at)
        SELECT DISTINCT ON (listing_id, product_id) listing_id, product_id, reason, $1::timestamptz FROM fresh ORDER BY listing_id, product_id, reason
        ON CONFLICT DO NOTHING
        """;

    private const string Done = """
        DELETE FROM match_candidates queued USING listings listing
        WHERE listing.id = queued.listing_id AND (listing.product_id = queued.product_id OR EXISTS (
            SELECT FROM match_decisions said WHERE said.verb IN ('never', 'split') AND said.superseded_at IS NULL
                AND said.store_key = listing.store_key AND said.item_id = listing.item_id AND said.product_id = queued.product_id))
        """;

    // Some each night: nobody reads more. Two names that are almost alike share one of their rarest words; a word of hundreds of titles tells nothing apart, and looking
    // through all that have it for each new product is what would make a large catalogue slow.
    private const string Compare = """
        WITH fresh AS MATERIALIZED (
            SELECT id, market, title_key, platform, kind, edition, format FROM products WHERE compared_at IS NULL ORDER BY id LIMIT 500
        ), seen AS (
            UPDATE products SET compared_at = $1 FROM fresh WHERE products.id = fresh.id
        ), asked AS MATERIALIZED (
            SELECT fresh.*, search.title AS name, (
                SELECT string_agg(quote_literal(rare.word), ' | ')::tsquery FROM (
                    SELECT word FROM search_words WHERE word = ANY (string_to_array(search.title, ' ')) AND titles BETWEEN 1 AND 500
                        AND search_words.market = fresh.market ORDER BY titles, word LIMIT 2
                ) rare
            ) AS words
            FROM fresh JOIN product_searches search ON search.product_id = fresh.id
        )
        INSERT INTO match_candidates (listing_id, product_id, reason, found_at)
        SELECT mine.id, near.id, 'near_title', $1
        FROM asked
        CROSS JOIN LATERAL (SELECT min(id) AS id FROM listings WHERE product_id = asked.id) mine
        CROSS JOIN LATERAL (
            SELECT other.id, similarity(other.title_key, asked.title_key) AS likeness
            FROM (
                SELECT product_id FROM product_searches WHERE document @@ asked.words AND similarity(title, asked.name) >= 0.6 OFFSET 0
            ) hit JOIN products other ON other.id = hit.product_id
            WHERE other.id < asked.id AND (other.market, other.platform, other.kind, other.edition, other.format) = (asked.market, asked.platform, asked.kind, asked.edition, asked.format)
                AND similarity(other.title_key, asked.title_key) >= 0.75 AND title_numbers(other.title_key) = title_numbers(asked.title_key)
            ORDER BY likeness DESC, other.id LIMIT 2
        ) near
        WHERE mine.id IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    // A first night fills empty tables within one transaction: the planner would go on taking them for empty, and read them whole for each product.
    private const string Weigh = """
        DO $$ BEGIN
            IF (SELECT reltuples FROM pg_class WHERE oid = 'product_searches'::regclass) < 1 THEN
                ANALYZE products, product_searches, search_words, listings;
            END IF;
        END $$
        """;

    public static async Task RefreshAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Refresh, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Done, cancellationToken);
    }

    /// <summary>New products beside those that are named almost alike, by the words that search keeps of them.</summary>
    public static async Task CompareAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Weigh, cancellationToken);
        await run.ExecuteAsync(Compare, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Done, cancellationToken);
    }
}
