using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Promozilla.Data;

namespace Promozilla.Worker.Start;

/// <summary>Applies the migrations as soon as the server answers, to a database that it makes where there is none; one worker at a time.</summary>
public sealed partial class SchemaMigration(
    IDbContextFactory<PromozillaDbContext> contexts, NpgsqlDataSource database, TimeProvider clock, ILogger<SchemaMigration> logger)
{
    private const long LockKey = 0x50524F4D4F5A; // "PROMOZ"

    /// <summary>Why this version can't go on from a database's migrations; null: it can. The first of the known is what every release began with.</summary>
    public static string? WhyNot(IReadOnlyCollection<string> applied, IReadOnlyList<string> known) => applied.Count == 0 || applied.Contains(known[0])
        ? null
        : $"The database's schema is of a version before the first release: it ends with {applied.Last()} and lacks {known[0]}. Start the worker of the last commit that has that very file once "
            + $"(the one before what `git log --diff-filter=D -- '*/{known[0]}.cs'` says), then this one; or begin with an empty database.";

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        for (var delay = 0.2; ; delay = Math.Min(delay * 1.6, 5))
        {
            try
            {
                await ApplyOnceAsync(cancellationToken);
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // A published topology has the server alone: nobody else makes the database.
                Log.Creating(logger, missing.MessageText);
                await CreateAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is NpgsqlException { IsTransient: true } or SocketException
                || failure is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow })
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
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = context.Database.GetMigrations().ToList();
        if (WhyNot(applied, known) is { } reason) throw new InvalidOperationException(reason);
        var pending = known.Except(applied).ToList();
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

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another worker was quicker.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Making the database: {Reason}")]
        public static partial void Creating(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Migration applied: {Migration}")]
        public static partial void Applied(ILogger logger, string migration);
    }
}
