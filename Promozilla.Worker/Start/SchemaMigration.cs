using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;

namespace Promozilla.Worker.Start;

/// <summary>Applies the migrations as soon as the database answers; one worker at a time.</summary>
public sealed partial class SchemaMigration(
    IDbContextFactory<PromozillaDbContext> contexts, NpgsqlDataSource database, TimeProvider clock, ILogger<SchemaMigration> logger)
{
    private const long LockKey = 0x50524F4D4F5A; // "PROMOZ"

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        for (var delay = 0.2; ; delay = Math.Min(delay * 1.6, 5))
        {
            try
            {
                await ApplyOnceAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException { IsTransient: true } or SocketException
                || failure is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.InvalidCatalogName })
            {
                Log.Waiting(logger, failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(delay), clock, cancellationToken);
            }
        }
    }

    private async Task ApplyOnceAsync(CancellationToken cancellationToken)
    {
        await using var holder = await database.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", holder);
        await take.ExecuteNonQueryAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            await context.Database.MigrateAsync(cancellationToken);
            await holder.ReloadTypesAsync(cancellationToken);
            foreach (var migration in pending)
            {
                Log.Applied(logger, migration);
            }
        }

        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockKey})", holder);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Migration applied: {Migration}")]
        public static partial void Applied(ILogger logger, string migration);
    }
}
