using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Makes two products one: everything of the one that goes moves to the one that stays, and its address leads there for ever.</summary>
internal static class ProductMerge
{
    // $1 stays, $2 goes.
    private static readonly string[] Steps =
    [
        "INSERT INTO price_changes (listing_id) SELECT id FROM listings WHERE product_id IN ($1, $2)",
        "UPDATE listings SET product_id = $1 WHERE product_id = $2",
        "UPDATE listing_matches SET product_id = $1 WHERE product_id = $2",
        "UPDATE product_gtins SET product_id = $1 WHERE product_id = $2",
        $"INSERT INTO product_keys ({MatchingSql.Name}, product_id) SELECT {MatchingSql.Name}, $1 FROM product_keys WHERE product_id = $2 ON CONFLICT DO NOTHING",
        "UPDATE product_redirects SET product_id = $1 WHERE product_id = $2",
        "INSERT INTO product_redirects (slug, market, product_id, created_at) SELECT slug, market, $1, now() FROM products WHERE id = $2",
        """
        UPDATE match_decisions said SET superseded_at = now()
        FROM listings listing WHERE listing.product_id = $1 AND said.store_key = listing.store_key AND said.item_id = listing.item_id
            AND said.verb IN ('never', 'split') AND said.product_id IN ($1, $2) AND said.superseded_at IS NULL
        """,
        "UPDATE match_decisions SET product_id = $1 WHERE product_id = $2",
        "UPDATE match_decisions SET other_product_id = $1 WHERE other_product_id = $2 AND product_id <> $1 AND carried_out_at IS NULL",
        """
        INSERT INTO match_candidates (listing_id, product_id, reason, found_at)
        SELECT listing_id, $1, reason, found_at FROM match_candidates WHERE product_id = $2 ON CONFLICT DO NOTHING
        """,
        """
        UPDATE wish_reservations gift SET product_id = $1 WHERE product_id = $2
            AND EXISTS (SELECT FROM wishlist_items WHERE user_id = gift.owner_id AND product_id = $1)
            AND NOT EXISTS (SELECT FROM wish_reservations WHERE owner_id = gift.owner_id AND product_id = $1)
        """,
        """
        UPDATE wishlist_items wish SET product_id = $1 WHERE product_id = $2
            AND NOT EXISTS (SELECT FROM wishlist_items WHERE user_id = wish.user_id AND product_id = $1)
        """,
        "DELETE FROM wishlist_items WHERE product_id = $2",
        "UPDATE alerts SET product_id = $1 WHERE product_id = $2",
        "UPDATE told_offers SET product_id = $1 WHERE product_id = $2",
        "DELETE FROM products WHERE id = $2",
    ];

    // Not even a person's word makes one of what is sold in two markets.
    private const string OneMarket = "SELECT count(DISTINCT market) = 1 FROM products WHERE id IN ($1, $2)";

    // The last listing of a product was found to be another's: so are its address and its wishes.
    private const string Emptied = """
        SELECT due.had, min(due.product_id)
        FROM matching_due due
        WHERE due.had IS NOT NULL AND NOT EXISTS (SELECT FROM listings WHERE listings.product_id = due.had)
            AND NOT EXISTS (SELECT FROM match_decisions said WHERE said.verb IN ('never', 'split') AND said.superseded_at IS NULL
                AND said.store_key = due.store_key AND said.item_id = due.item_id AND said.product_id = due.had)
        GROUP BY due.had HAVING count(DISTINCT due.product_id) = 1 AND count(due.product_id) = count(*)
        """;

    public static async Task MergeAsync(ClosingRun run, long stays, long goes, CancellationToken cancellationToken)
    {
        if (stays == goes || !await AreOfOneMarketAsync(run, stays, goes, cancellationToken))
        {
            return;
        }

        foreach (var step in Steps)
        {
            await run.ExecuteAsync(step, cancellationToken, Sql.Value(stays), Sql.Value(goes));
        }
    }

    private static async Task<bool> AreOfOneMarketAsync(ClosingRun run, long stays, long goes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OneMarket, run.Connection).With(Sql.Value(stays), Sql.Value(goes));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public static async Task FollowAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        var emptied = new List<(long Goes, long Stays)>();
        await using (var command = new NpgsqlCommand(Emptied, run.Connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                emptied.Add((reader.GetInt64(0), reader.GetInt64(1)));
            }
        }

        foreach (var (goes, stays) in emptied)
        {
            await MergeAsync(run, stays, goes, cancellationToken);
        }
    }
}
