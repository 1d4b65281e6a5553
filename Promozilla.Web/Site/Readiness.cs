using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Promozilla.Data;

namespace Promozilla.Web.Site;

/// <summary>Whether the Worker has brought the schema to what this version reads. Once true it stays true.</summary>
internal sealed class Readiness(IDbContextFactory<PromozillaDbContext> database) : IHealthCheck
{
    private volatile bool ready;

    public async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (ready)
        {
            return true;
        }

        try
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            // Reading the list makes EF create nothing: a missing history table is an empty list.
            ready = !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
        }
        catch (Exception unreachable) when (unreachable is DbException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            ready = false;
        }

        return ready;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await IsReadyAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database's schema is not there yet: the worker makes it when it starts.");
}
