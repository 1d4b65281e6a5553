using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.SampleHistory;

/// <summary>
/// Plays past nights of the sample stores in through the real queue and the real ingest, one after the other. Which nights are done stands
/// in scrape_runs, so that it goes on where it was stopped.
/// </summary>
public sealed partial class SampleNights(
    NpgsqlDataSource database, HttpClient http, RunOpening opening, RunPublishing publishing, RunSignal signal, DatabaseGate gate,
    IOptions<SamplesOptions> samples, TimeProvider clock, ILogger<SampleNights> logger)
{
    private static readonly TimeOnly Hour = new(3, 15);

    private const string Played = "SELECT id, observed_at, status FROM scrape_runs WHERE origin = 'history' ORDER BY observed_at";
    private const string Lived = "SELECT EXISTS (SELECT FROM scrape_runs WHERE origin <> 'history')";
    private const string IsClosed = "SELECT status = 'closed' FROM scrape_runs WHERE id = $1";

    /// <returns>How many nights are still to be played in.</returns>
    public async Task<int> PendingAsync(CancellationToken cancellationToken) => (await PlanAsync(cancellationToken)).Count;

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var nights = await PlanAsync(cancellationToken);
        if (nights.Count == 0)
        {
            return;
        }

        var (total, started) = (samples.Value.Nights, clock.GetTimestamp());
        for (var night = 0; night < nights.Count; night++)
        {
            gate.Report($"sample history: night {total - nights.Count + night + 1} of {total}");
            await PlayAsync(nights[night], cancellationToken);
            if (night % 25 == 24)
            {
                Log.Progress(logger, total - nights.Count + night + 1, total);
            }
        }

        await SetTodayAsync(null, cancellationToken);
        var took = clock.GetElapsedTime(started);
        Log.Done(logger, nights.Count, took.TotalSeconds);
    }

    private async Task PlayAsync(Night night, CancellationToken cancellationToken)
    {
        await SetTodayAsync(night.Date, cancellationToken);
        var id = night.Run ?? await opening.RequestAsync(RunOrigins.History, market: null, At(night.Date), TimeSpan.Zero, cancellationToken);
        var closed = signal.Closed(id);
        await opening.OpenAsync(id, cancellationToken);
        await publishing.PublishDueAsync(cancellationToken);
        while (!closed.IsCompleted)
        {
            // Another worker may be the one that closes it.
            await Task.WhenAny(closed, Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!closed.IsCompleted && await IsClosedAsync(id, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<List<Night>> PlanAsync(CancellationToken cancellationToken)
    {
        if (samples.Value.Url is null || samples.Value.Nights == 0)
        {
            return [];
        }

        var played = await PlayedAsync(cancellationToken);
        await using var lived = database.CreateCommand(Lived);
        if (await lived.ExecuteScalarAsync(cancellationToken) is true)
        {
            return [];
        }

        var first = played.Count > 0 ? played.Keys.Min() : LastNight().AddDays(1 - samples.Value.Nights);
        return [.. Enumerable.Range(0, samples.Value.Nights)
            .Select(first.AddDays)
            .Where(date => !played.TryGetValue(date, out var run) || !run.Closed)
            .Select(date => new Night(date, played.TryGetValue(date, out var run) ? run.Id : null))];
    }

    private async Task<Dictionary<DateOnly, (Guid Id, bool Closed)>> PlayedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Played);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var played = new Dictionary<DateOnly, (Guid, bool)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var date = LisbonTime.DateOf(reader.GetFieldValue<DateTimeOffset>(1));
            played[date] = (reader.GetGuid(0), reader.GetString(2) == RunStatuses.Closed);
        }

        return played;
    }

    private DateOnly LastNight()
    {
        var now = LisbonTime.At(clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        return TimeOnly.FromDateTime(now.DateTime) > Hour ? today : today.AddDays(-1);
    }

    private static DateTimeOffset At(DateOnly date)
    {
        var local = date.ToDateTime(Hour);
        return new DateTimeOffset(local, LisbonTime.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private async Task<bool> IsClosedAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IsClosed).With(Sql.Value(id));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <param name="date">Null: the real day again.</param>
    private async Task SetTodayAsync(DateOnly? date, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync(new Uri(samples.Value.Url!, "/_control/today"), new Today(date), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private sealed record Night(DateOnly Date, Guid? Run);

    private sealed record Today(DateOnly? Date);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Sample history: {Night} of {Total} nights are in")]
        public static partial void Progress(ILogger logger, int night, int total);

        [LoggerMessage(Level = LogLevel.Information, Message = "Sample history: {Nights} nights in {Seconds:F1} s")]
        public static partial void Done(ILogger logger, int nights, double seconds);
    }
}
