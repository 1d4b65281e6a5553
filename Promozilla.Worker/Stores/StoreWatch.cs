using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Scraping;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Stores;

/// <summary>
/// Looks after the stores between runs: one without a good run for too long is sick, also where no run closes at all.
/// </summary>
public sealed class StoreWatch(
    NpgsqlDataSource database, DatabaseGate gate, SickStores sick, StoreFigures figures, IOptions<StoreWatchOptions> options, TimeProvider clock) : ITick
{
    // A store that never had a good run is sick by its bad ones, or was never read.
    private const string Stale = $"""
        UPDATE stores SET sick_since = $1, sick_kind = '{Sicknesses.Stale}', sick_reason = format('no good run since %s UTC', to_char(last_good_run_at, 'YYYY-MM-DD HH24:MI'))
        WHERE enabled AND sick_since IS NULL AND last_good_run_at < $2
        """;

    public TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    /// <summary>While past nights are played in, every store's last run is long ago.</summary>
    public Task TickAsync(CancellationToken cancellationToken) => gate.IsReady ? LookAsync(cancellationToken) : Task.CompletedTask;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<SickStore> begun;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var stale = new NpgsqlCommand(Stale, connection).With(Sql.Value(now), Sql.Value(now.AddHours(-options.Value.StaleHours)));
            await stale.ExecuteNonQueryAsync(cancellationToken);
            begun = await sick.RecordAsync(connection, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        sick.Announce(begun);
        await figures.ReadAsync(cancellationToken);
    }
}

public static class StoreWatchRegistration
{
    public static IServiceCollection AddStoreWatch(this IServiceCollection services)
    {
        services.AddOptions<StoreWatchOptions>().BindConfiguration(StoreWatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SickStores>();
        services.AddSingleton<StoreFigures>();
        services.AddTick<StoreWatch>();
        return services;
    }
}
