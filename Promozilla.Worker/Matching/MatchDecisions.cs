using Npgsql;
using Promozilla.Data.Catalogue;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Carries out what people said since the last run, in the order in which they said it; a later word takes the place of an earlier one.</summary>
internal static class MatchDecisions
{
    private const string Next = """
        SELECT id, verb, store_key, item_id, product_id, coalesce(other_product_id, 0)
        FROM match_decisions WHERE carried_out_at IS NULL ORDER BY id LIMIT 1
        """;

    private const string CarriedOut = "UPDATE match_decisions SET carried_out_at = $1 WHERE id = $2";

    private const string Supersede = """
        UPDATE match_decisions SET superseded_at = $1
        WHERE id < $2 AND superseded_at IS NULL AND store_key = $3 AND item_id = $4
            AND ((verb = 'join' AND ($5 OR product_id = $6)) OR (verb IN ('never', 'split') AND $5 AND product_id = $6))
        """;

    private const string Rematch = "UPDATE listings SET matched_identity = NULL WHERE store_key = $1 AND item_id = $2";

    // It leaves by a person's word, not because it is another thing now: its history goes with it.
    private const string Detach = """
        WITH left_behind AS (
            INSERT INTO price_changes (listing_id)
            SELECT stays.id FROM listings stays WHERE stays.product_id = $3 AND NOT (stays.store_key = $1 AND stays.item_id = $2) LIMIT 1
        ), detached AS (
            UPDATE listings SET product_id = NULL, matched_identity = NULL WHERE store_key = $1 AND item_id = $2 AND product_id = $3 RETURNING id
        )
        UPDATE listing_matches match SET product_id = NULL FROM detached WHERE match.listing_id = detached.id
        """;

    // So that a listing that was split off comes back to its own product even when it is read in anew.
    private const string Keep = """
        INSERT INTO match_decisions (verb, store_key, item_id, product_id, decided_by, decided_at, carried_out_at)
        SELECT 'join', due.store_key, due.item_id, due.product_id, said.decided_by, $1, $1
        FROM match_decisions said JOIN matching_due due USING (store_key, item_id)
        WHERE said.verb = 'split' AND said.carried_out_at = $1 AND said.superseded_at IS NULL AND due.product_id IS NOT NULL
        """;

    public static async Task CarryOutAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        // One after the other: a merge moves the words that come after it.
        while (await NextAsync(run, cancellationToken) is { } said)
        {
            if (said.Verb is MatchVerbs.Merge)
            {
                await ProductMerge.MergeAsync(run, said.ProductId, said.OtherProductId, cancellationToken);
            }
            else
            {
                await CarryOutAsync(run, said, cancellationToken);
            }

            await run.ExecuteAsync(CarriedOut, cancellationToken, Sql.Value(run.Now), Sql.Value(said.Id));
        }
    }

    public static Task KeepAsync(ClosingRun run, CancellationToken cancellationToken) => run.ExecuteAsync(Keep, cancellationToken, Sql.Value(run.Now));

    private static async Task CarryOutAsync(ClosingRun run, Said said, CancellationToken cancellationToken)
    {
        var joins = said.Verb is MatchVerbs.Join;
        await run.ExecuteAsync(
            Supersede, cancellationToken, Sql.Value(run.Now), Sql.Value(said.Id), Sql.Value(said.StoreKey), Sql.Value(said.ItemId), Sql.Value(joins),
            Sql.Value(said.ProductId));
        await run.ExecuteAsync(
            joins ? Rematch : Detach, cancellationToken, Sql.Value(said.StoreKey), Sql.Value(said.ItemId), Sql.Value(said.ProductId));
    }

    private static async Task<Said?> NextAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Next, run.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Said(
                reader.GetInt64(0), reader.GetString(1), reader.Get<string>(2) ?? "", reader.Get<string>(3) ?? "", reader.GetInt64(4), reader.GetInt64(5))
            : null;
    }

    private sealed record Said(long Id, string Verb, string StoreKey, string ItemId, long ProductId, long OtherProductId);
}
