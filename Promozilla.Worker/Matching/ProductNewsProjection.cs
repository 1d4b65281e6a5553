using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Rewrites what lately happened to products: which are new on the market, and of which a promotion has just ended.</summary>
internal static class ProductNewsProjection
{
    // A store's first weeks show all that it has had for years: none of that is new.
    private const string Rewrite = """
        WITH begun AS MATERIALIZED (
            SELECT store_key, min(first_seen_at) + interval '14 days' AS known_from FROM listings GROUP BY store_key
        ), arrived AS (
            SELECT product.id AS product_id, min(listing.first_seen_at) AS at
            FROM products product JOIN listings listing ON listing.product_id = product.id JOIN begun ON begun.store_key = listing.store_key
                JOIN stores store ON store.key = listing.store_key AND store.enabled
            WHERE product.created_at > $1 - interval '60 days'
            GROUP BY product.id
            HAVING min(listing.first_seen_at) > $1 - interval '60 days' AND min(listing.first_seen_at) >= min(begun.known_from)
        ), ended AS (
            SELECT DISTINCT ON (listing.product_id) listing.product_id, promotion.ended_at AS at, promotion.price, listing.store_key
            FROM promotions promotion JOIN listings listing ON listing.id = promotion.listing_id
                JOIN stores store ON store.key = listing.store_key AND store.enabled
            WHERE promotion.ended_at > $1 - interval '7 days' AND promotion.verdict IN ('verified', 'inflated') AND listing.product_id IS NOT NULL
                AND listing.condition = 'new' AND listing.missing_since IS NULL AND listing.price > promotion.price
            ORDER BY listing.product_id, promotion.ended_at DESC, promotion.price, promotion.id
        ), fresh AS (
            SELECT product_id, arrived.at AS arrived_at, ended.at AS ended_at, ended.price AS ended_price, ended.store_key AS ended_store_key
            FROM arrived FULL JOIN ended USING (product_id)
        ), old AS (
            DELETE FROM product_news WHERE NOT EXISTS (SELECT FROM fresh WHERE fresh.product_id = product_news.product_id)
        )
        INSERT INTO product_news (product_id, arrived_at, ended_at, ended_price, ended_store_key) SELECT * FROM fresh
        ON CONFLICT (product_id) DO UPDATE SET arrived_at = excluded.arrived_at, ended_at = excluded.ended_at,
            ended_price = excluded.ended_price, ended_store_key = excluded.ended_store_key
        WHERE (product_news.arrived_at, product_news.ended_at, product_news.ended_price, product_news.ended_store_key)
            IS DISTINCT FROM (excluded.arrived_at, excluded.ended_at, excluded.ended_price, excluded.ended_store_key)
        """;

    public static Task RewriteAsync(ClosingRun run, CancellationToken cancellationToken) =>
        run.ExecuteAsync(Rewrite, cancellationToken, Sql.Value(run.ObservedAt));
}
