using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>
/// Joins listings to products at the end of each run, only those that changed: people's decisions first, then trade numbers, then names. A wrong
/// join is the worst error: what contradicts itself joins nothing, and a person is asked.
/// </summary>
internal static class ProductMatching
{
    public static async Task MatchAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        using var activity = WorkerTelemetry.Activities.StartActivity(WorkerTelemetry.Matching);
        await MatchDecisions.CarryOutAsync(run, cancellationToken);
        if (await DueListings.CollectAsync(run, cancellationToken) > 0)
        {
            await KnownProducts.JoinAsync(run, cancellationToken);
            await NewProducts.MakeAsync(run, cancellationToken);
            await KnownProducts.JoinAgainAsync(run, cancellationToken);
            await DueListings.ApplyAsync(run, cancellationToken);
            await MatchDecisions.KeepAsync(run, cancellationToken);
            await ProductMerge.FollowAsync(run, cancellationToken);
            await ProductFaces.RenewAsync(run, cancellationToken);
        }

        await MatchQueue.RefreshAsync(run, cancellationToken);
    }
}
