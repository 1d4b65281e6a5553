using Npgsql;
using Promozilla.Data.Search;
using Promozilla.Worker.Advising;
using Promozilla.Worker.Matching;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Stores;

/// <summary>
/// Rewrites what the site shows of products where a start has switched stores on or off or changed what they ask for delivery: else a store that is off
/// would have the best price until the next run closes.
/// </summary>
public sealed class ShownProducts(NpgsqlDataSource database, PageNews pages, TimeProvider clock)
{
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var start = new ClosingRun(connection, Guid.Empty, RunOrigins.Start, Market: null, now, now);
        await start.ExecuteAsync(RunClosing.OneAtATime, cancellationToken);
        await ProductProjection.RewriteAsync(start, cancellationToken);
        await AdviceProjection.UpdateAsync(start, cancellationToken);
        await SearchDocuments.RefreshAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await pages.TellAsync("other stores, or other delivery");
    }
}
