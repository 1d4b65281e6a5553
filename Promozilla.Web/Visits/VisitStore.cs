using Npgsql;
using NpgsqlTypes;
using Promozilla.Data.Visits;

namespace Promozilla.Web.Visits;

/// <summary>Writes what was seen, many at once.</summary>
internal sealed class VisitStore(NpgsqlDataSource database, TimeProvider clock)
{
    // Whose last page is of the day before keeps that day's key until the visit ends: it began then.
    private const string Insert = """
        INSERT INTO visit_events (id, market, at, visitor, goal, path, referrer, source, medium, campaign, country, language, device, browser, system, bot)
        SELECT id, market, at,
            coalesce((SELECT before.visitor FROM visit_events before
                WHERE before.visitor = seen.yesterday AND before.market = seen.market AND before.at BETWEEN seen.at - interval '30 minutes' AND seen.at LIMIT 1), visitor),
            goal, path, referrer, source, medium, campaign, country, language, device, browser, system, bot
        FROM unnest(@id, @market, @at, @visitor, @yesterday, @goal, @path, @referrer, @source, @medium, @campaign, @country, @language, @device, @browser, @system, @bot)
            AS seen (id, market, at, visitor, yesterday, goal, path, referrer, source, medium, campaign, country, language, device, browser, system, bot)
        ON CONFLICT (id) DO NOTHING
        """;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The same events again change nothing: who doesn't know whether they were written writes them again.</summary>
    public async Task WriteAsync(IReadOnlyList<(Guid Id, Seen Seen)> events, CancellationToken cancellationToken)
    {
        var visitors = Continued(events);
        await using var command = database.CreateCommand(Insert);
        Add("id", NpgsqlDbType.Uuid, (one, _) => one.Id);
        Add("market", NpgsqlDbType.Text, (one, _) => one.Seen.Market);
        Add("at", NpgsqlDbType.TimestampTz, (one, _) => one.Seen.At.UtcDateTime);
        Add("visitor", NpgsqlDbType.Bigint, (_, index) => visitors[index]);
        Add("yesterday", NpgsqlDbType.Bigint, (one, _) => one.Seen.Yesterday);
        Add("goal", NpgsqlDbType.Text, (one, _) => one.Seen.Goal);
        Add("path", NpgsqlDbType.Text, (one, _) => one.Seen.Path);
        Add("referrer", NpgsqlDbType.Text, (one, _) => one.Seen.Referrer);
        Add("source", NpgsqlDbType.Text, (one, _) => one.Seen.Campaign.Source);
        Add("medium", NpgsqlDbType.Text, (one, _) => one.Seen.Campaign.Medium);
        Add("campaign", NpgsqlDbType.Text, (one, _) => one.Seen.Campaign.Name);
        Add("country", NpgsqlDbType.Text, (one, _) => one.Seen.Country);
        Add("language", NpgsqlDbType.Text, (one, _) => one.Seen.Language);
        Add("device", NpgsqlDbType.Text, (one, _) => one.Seen.Device);
        Add("browser", NpgsqlDbType.Text, (one, _) => one.Seen.Browser);
        Add("system", NpgsqlDbType.Text, (one, _) => one.Seen.System);
        Add("bot", NpgsqlDbType.Text, (one, _) => one.Seen.Bot);
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add<T>(string name, NpgsqlDbType type, Func<(Guid Id, Seen Seen), int, T> column) =>
            command.Parameters.Add(new NpgsqlParameter<T[]>(name, NpgsqlDbType.Array | type) { TypedValue = [.. events.Select(column)] });
    }

    /// <summary>The Worker does it all the time: this is for when it is down.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM visit_events WHERE at < @before");
        command.Parameters.AddWithValue("before", NpgsqlDbType.TimestampTz, (clock.GetUtcNow() - VisitTally.Longest).UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The keys, where the page before midnight is among these very events.</summary>
    private static long?[] Continued(IReadOnlyList<(Guid Id, Seen Seen)> events)
    {
        var (last, keys) = (new Dictionary<(string, long), DateTimeOffset>(), new long?[events.Count]);
        for (var index = 0; index < events.Count; index++)
        {
            var seen = events[index].Seen;
            keys[index] = seen.Yesterday is { } yesterday && last.TryGetValue((seen.Market, yesterday), out var before) && seen.At - before <= Idle ? yesterday : seen.Visitor;
            if (keys[index] is { } key) last[(seen.Market, key)] = seen.At;
        }

        return keys;
    }
}
