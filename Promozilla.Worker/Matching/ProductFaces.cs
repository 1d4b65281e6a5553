using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>
/// A product's title and picture, by rule, where its listings changed. Title: of new goods before used, not in capitals, then the one that most
/// listings have, then the longest. Picture: only one of its own listings'. The address never changes.
/// </summary>
internal static class ProductFaces
{
    private const string Titles = """
        WITH touched AS (
            SELECT DISTINCT product_id FROM matching_due WHERE product_id IS NOT NULL
        ), cutting AS (
            SELECT store_key FROM listings GROUP BY store_key HAVING max(length(title)) <= 32 AND count(*) >= 20
        ), named AS (
            SELECT listing.product_id, display_title, listing.condition = 'new' AS is_new, title = upper(title) AS is_shouted,
                count(*) OVER (PARTITION BY listing.product_id, display_title) AS times
            FROM touched JOIN listings listing USING (product_id)
            WHERE NOT ((length(title) >= 30 AND store_key IN (SELECT store_key FROM cutting)) OR title ~ '(\.\.\.|…)\s*$')
        ), best AS (
            SELECT DISTINCT ON (product_id) product_id, display_title FROM named
            ORDER BY product_id, is_new DESC, is_shouted, times DESC, length(display_title) DESC, display_title COLLATE "C"
        )
        UPDATE products product SET title = best.display_title, updated_at = $1 FROM best
        WHERE product.id = best.product_id AND product.title <> best.display_title
        """;

    // Of its listings' pictures a product shows the first (ProductPictures); one that went with a listing that left is none of its own.
    private const string Pictures = """
        UPDATE products product SET image_hash = NULL, image_type = NULL, image_widths = NULL
        FROM (SELECT DISTINCT had FROM matching_due WHERE had IS DISTINCT FROM product_id) leaving
        WHERE product.id = leaving.had AND product.image_hash IS NOT NULL
            AND NOT EXISTS (SELECT FROM listings WHERE product_id = product.id AND listings.image_hash = product.image_hash)
        """;

    public static async Task RenewAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Titles, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Pictures, cancellationToken);
    }
}
