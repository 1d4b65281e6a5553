using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Rewrites what the site shows of each product, where it changed: no page computes it.</summary>
internal static class ProductProjection
{
    // Delivery is reckoned as it is asked for today, also when past nights are played in.
    private const string Rewrite = """
        WITH offers AS MATERIALIZED (
            SELECT id, product_id, store_key, price, condition, availability FROM listings JOIN stores store ON store.key = store_key AND store.enabled
            WHERE product_id IS NOT NULL AND missing_since IS NULL AND listings.currency = store.currency AND price IS NOT NULL
                AND availability IN ('in_stock', 'pre_order')
        ), best AS (
            SELECT DISTINCT ON (product_id) product_id, id, store_key, price
            FROM offers WHERE condition = 'new' ORDER BY product_id, price, id
        ), counts AS (
            SELECT product_id, count(*)::int AS offers, bool_or(availability = 'in_stock') AS in_stock,
                min(price) FILTER (WHERE condition IN ('used', 'refurbished')) AS used_price
            FROM offers GROUP BY product_id
        ), running AS (
            SELECT DISTINCT ON (offers.product_id) offers.product_id, promotion.id, promotion.price, promotion.reference, promotion.real_percent,
                promotion.verdict, promotion.started_at
            FROM promotions promotion JOIN offers ON offers.id = promotion.listing_id
            WHERE promotion.ended_at IS NULL AND offers.condition = 'new'
            ORDER BY offers.product_id, array_position(ARRAY['verified', 'inflated', 'not_judged', 'no_data', 'not_a_discount'], promotion.verdict),
                promotion.real_percent DESC NULLS LAST, promotion.price, promotion.id
        ), rules AS (
            SELECT DISTINCT ON (store_key) delivery_rules FROM delivery_rules JOIN stores ON stores.key = store_key
            WHERE since <= ($2 AT TIME ZONE stores.time_zone)::date ORDER BY store_key, since DESC
        ), totals AS (
            SELECT product_id, min(price + delivery_fee(price, 'mainland', delivery_rules)) AS mainland,
                min(price + delivery_fee(price, 'azores', delivery_rules)) AS azores, min(price + delivery_fee(price, 'madeira', delivery_rules)) AS madeira
            FROM offers JOIN rules ON (delivery_rules).store_key = offers.store_key WHERE condition = 'new' GROUP BY product_id
        ), fresh AS (
            SELECT product.id, best.price AS best_price, best.id AS best_listing_id, best.store_key AS best_store_key, counts.used_price,
                coalesce(counts.offers, 0) AS offer_count, coalesce(counts.in_stock, false) AS in_stock,
                running.id AS promotion_id, running.price AS promotion_price, running.reference AS promotion_reference,
                running.real_percent AS promotion_percent, running.verdict AS promotion_verdict, running.started_at AS promotion_started_at,
                totals.mainland, totals.azores, totals.madeira
            FROM products product
            LEFT JOIN best ON best.product_id = product.id
            LEFT JOIN counts ON counts.product_id = product.id
            LEFT JOIN totals ON totals.product_id = product.id
            LEFT JOIN running ON running.product_id = product.id
        )
        UPDATE products product SET
            best_price = fresh.best_price, best_listing_id = fresh.best_listing_id, best_store_key = fresh.best_store_key,
            best_used_price = fresh.used_price, offer_count = fresh.offer_count, in_stock = fresh.in_stock,
            promotion_id = fresh.promotion_id, promotion_price = fresh.promotion_price, promotion_reference = fresh.promotion_reference,
            promotion_percent = fresh.promotion_percent, promotion_verdict = fresh.promotion_verdict,
            promotion_started_at = fresh.promotion_started_at,
            best_total_mainland = fresh.mainland, best_total_azores = fresh.azores, best_total_madeira = fresh.madeira,
            restocked_at = CASE WHEN $3 AND fresh.in_stock AND NOT product.in_stock AND product.offer_count + coalesce(product.low_price, 0) > 0
                THEN $1 ELSE product.restocked_at END,
            updated_at = $1
        FROM fresh
        WHERE fresh.id = product.id AND (
            product.best_price, product.best_listing_id, product.best_store_key, product.best_used_price, product.offer_count, product.in_stock,
            product.promotion_id, product.promotion_price, product.promotion_reference, product.promotion_percent, product.promotion_verdict,
            product.promotion_started_at, product.best_total_mainland, product.best_total_azores, product.best_total_madeira)
            IS DISTINCT FROM (
            fresh.best_price, fresh.best_listing_id, fresh.best_store_key, fresh.used_price, fresh.offer_count, fresh.in_stock,
            fresh.promotion_id, fresh.promotion_price, fresh.promotion_reference, fresh.promotion_percent, fresh.promotion_verdict,
            fresh.promotion_started_at, fresh.mainland, fresh.azores, fresh.madeira)
        """;

    /// <remarks>What comes back because its store is shown again was not sold out.</remarks>
    public static Task RewriteAsync(ClosingRun run, CancellationToken cancellationToken) =>
        run.ExecuteAsync(
            Rewrite, cancellationToken, Sql.Value(run.ObservedAt), Sql.Value(run.Now), Sql.Value(run.Origin != RunOrigins.Start));
}
