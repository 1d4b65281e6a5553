using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Promotions;

/// <summary>Ends unclaimed falls that have become the normal price, also where nothing was read anew.</summary>
internal static class PromotionExpiry
{
    private const string End = """
        UPDATE promotions SET ended_at = $1 WHERE ended_at IS NULL AND claimed_price IS NULL AND started_at <= $1 - $2
        """;

    public static Task EndAsync(ClosingRun run, CancellationToken cancellationToken) =>
        run.ExecuteAsync(End, cancellationToken, Sql.Value(run.ObservedAt), Sql.Value(PromotionRules.UnclaimedLasts));
}
