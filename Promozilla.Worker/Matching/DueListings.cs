using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>
/// The work of one matching: the table matching_due of listings that are new, that say something else than when they were last matched, or that
/// belong nowhere yet; and what was decided of each, written back at the end.
/// </summary>
internal static class DueListings
{
    private const string Make = """
        CREATE TEMP TABLE IF NOT EXISTS matching_due (
            listing_id bigint PRIMARY KEY, store_key text, item_id text, display_title text, is_shouted boolean, title_key text, match_key text,
            platform text, edition text, kind text, format text, gtin text, numbers text[], is_cut boolean, is_named boolean, is_makers boolean, had bigint,
            product_id bigint, group_id bigint, reason text, market text) ON COMMIT DROP
        """;

    // Made while the table is empty: an index over rows that this transaction has changed is of no use to it.
    private static readonly string[] Indexes =
    [
        "CREATE INDEX IF NOT EXISTS matching_due_group ON matching_due (group_id)",
        "CREATE INDEX IF NOT EXISTS matching_due_product ON matching_due (product_id)",
    ];

    // Functions over titles are what this costs, and shops call the same thing the same: once for each title. A store that cuts has no title over its limit, and writes
    // COD for a download code. Accessories under everyday words ("Base de Carregamento") are many makers': such a name joins nothing.
    private const string Collect = """
        WITH due AS MATERIALIZED (
            SELECT listings.*, stores.market FROM listings JOIN stores ON stores.key = store_key WHERE matched_identity IS DISTINCT FROM identity_hash
                OR (product_id IS NULL AND kind IN ('game', 'console', 'accessory') AND platform <> 'other')
        ), cutting AS (
            SELECT store_key FROM listings WHERE store_key IN (SELECT store_key FROM due)
            GROUP BY store_key HAVING max(length(title)) <= 32 AND count(*) >= 20
        ), read AS (
            SELECT due.id, store_key, item_id, due.market, title, display_title, platform, edition, kind, condition, gtin, product_id,
                (length(title) >= 30 AND cutting.store_key IS NOT NULL) OR title ~ '(\.\.\.|…)\s*$' AS is_cut,
                CASE WHEN code.is_code THEN left(title_key, -4) ELSE title_key END AS title_key,
                CASE WHEN code.is_code THEN 'download_code' ELSE format END AS format
            FROM due LEFT JOIN cutting USING (store_key)
            CROSS JOIN LATERAL (SELECT kind = 'game' AND title = upper(title) AND title_key LIKE '_% cod' AS is_code) code
        ), names AS MATERIALIZED (
            SELECT title_key, kind, is_cut, product_match_key(title_key, kind) AS key,
                title_numbers(CASE WHEN is_cut THEN regexp_replace(title_key, '\S+$', '') ELSE title_key END) AS numbers,
                kind = 'accessory' AND title_words(title_key) <@ $1 AS is_everyday
            FROM (SELECT DISTINCT title_key, kind, is_cut FROM read) title
        )
        INSERT INTO matching_due
        SELECT id, store_key, item_id, display_title, title = upper(title), title_key, name.key, platform, edition, kind, format,
            CASE WHEN condition = 'new' AND is_trade_gtin(gtin) THEN gtin END, name.numbers, is_cut,
            NOT is_cut AND name.key <> '' AND NOT (kind = 'accessory' AND (name.key !~ ' ' OR name.is_everyday)),
            title ~* 'joy-?\s?con|amiibo|nintendo' AND title !~* 'playstation|\mps\s?[1-5]\M|xbox|\mpc\M|wii|3ds', product_id, NULL, NULL,
            CASE WHEN kind NOT IN ('game', 'console', 'accessory') OR (platform = 'other' AND kind <> 'accessory' AND NOT is_trade_gtin(gtin)) THEN 'not_ours' END, market
        FROM read JOIN names name USING (title_key, kind, is_cut)
        """;

    private static readonly string[] Everyday =
        """
        controller wireless wired fios com case pouch transporte transport carrying rigida rigid dura hard soft charger carregamento charging carga
        corrente base dock docking stand suporte support cable usb c a tipo type hdmi adapter adaptador lan headset auscultadores auriculares gaming
        stereo estereo grip grips punho punhos strap straps correia pelicula peliculas vidro glass temperado tempered ecra screen protector protetor
        protecao camara camera wheel kit pack set pair par conjunto acessorios accessories starter travel viagem carro car universal pro mini switch
        oled lite nintendo blue red white black grey yellow green pink purple turquoise orange clear transparente and 1 2 3 4 5 10 12
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private const string Settle = """
        UPDATE matching_due SET reason = CASE WHEN platform = 'other' THEN 'not_ours' WHEN match_key = '' THEN 'no_title' ELSE 'title_cut' END
        WHERE reason IS NULL
        """;

    // A product that ingest took from a listing was another thing: what that cost is no history of this one.
    private const string Forget = """
        WITH other AS (
            SELECT listing.id, listing.first_seen_at, sighting.last_seen_at
            FROM matching_due due
            JOIN listing_matches match ON match.listing_id = due.listing_id AND match.product_id IS NOT NULL
            JOIN listings listing ON listing.id = due.listing_id
            JOIN listing_sightings sighting ON sighting.listing_id = due.listing_id
            WHERE due.had IS NULL
        ), noted AS (
            INSERT INTO listing_gaps (listing_id, from_at, to_at, is_other) SELECT id, first_seen_at, last_seen_at, true FROM other
            ON CONFLICT (listing_id, from_at) DO UPDATE SET to_at = excluded.to_at, is_other = true
        )
        INSERT INTO price_changes (listing_id) SELECT id FROM other
        """;

    private const string Apply = """
        UPDATE listings listing SET product_id = due.product_id, matched_identity = listing.identity_hash
        FROM matching_due due
        WHERE listing.id = due.listing_id
            AND (listing.product_id IS DISTINCT FROM due.product_id OR listing.matched_identity IS DISTINCT FROM listing.identity_hash)
        """;

    private const string Explain = """
        INSERT INTO listing_matches AS match (listing_id, reason, product_id, other_listing_id, decided_at)
        SELECT due.listing_id, due.reason, due.product_id, other.id, $1
        FROM matching_due due LEFT JOIN LATERAL (
            SELECT listing.id FROM listings listing
            WHERE listing.product_id = coalesce(due.product_id, (SELECT product_id FROM product_gtins WHERE gtin = due.gtin AND market = due.market)) AND listing.id <> due.listing_id
            ORDER BY due.gtin IS NOT NULL AND listing.gtin IS NOT DISTINCT FROM due.gtin DESC, listing.id LIMIT 1
        ) other ON due.reason IN ('gtin', 'gtin_disagrees', 'title', 'person')
        ON CONFLICT (listing_id) DO UPDATE SET reason = excluded.reason, product_id = excluded.product_id,
            other_listing_id = excluded.other_listing_id, decided_at = excluded.decided_at
        WHERE (match.reason, match.product_id, match.other_listing_id)
            IS DISTINCT FROM (excluded.reason, excluded.product_id, excluded.other_listing_id)
        """;

    // Both the product that a listing came to and the one that it left have another history now.
    private const string Moved = """
        INSERT INTO price_changes (listing_id)
        SELECT listing_id FROM matching_due WHERE product_id IS DISTINCT FROM had AND product_id IS NOT NULL
        UNION
        SELECT stays.id FROM (SELECT DISTINCT had FROM matching_due WHERE product_id IS DISTINCT FROM had) leaving
        CROSS JOIN LATERAL (SELECT id FROM listings WHERE product_id = leaving.had LIMIT 1) stays
        """;

    /// <returns>How many there are.</returns>
    public static async Task<int> CollectAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        foreach (var step in (string[])[Make, "TRUNCATE matching_due", .. Indexes])
        {
            await run.ExecuteAsync(step, cancellationToken);
        }

        var count = await run.ExecuteAsync(Collect, cancellationToken, Sql.Texts(Everyday, word => word));
        await run.ExecuteAsync("ANALYZE matching_due", cancellationToken);
        return count;
    }

    public static async Task ApplyAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Settle, cancellationToken);
        await run.ExecuteAsync(Forget, cancellationToken);
        await run.ExecuteAsync(Apply, cancellationToken);
        await run.ExecuteAsync(Explain, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Moved, cancellationToken);
    }
}
