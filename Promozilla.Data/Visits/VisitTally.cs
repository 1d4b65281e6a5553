using Npgsql;
using NpgsqlTypes;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Visits;

/// <summary>
/// Makes a day's figures of its events, for who shows today and for who keeps what was. A visit ends after half an hour without a page and is of the day that it began.
/// </summary>
public static class VisitTally
{
    /// <summary>How long an event may exist, whatever fails.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    /// <summary>How many values of a dimension a day keeps by name: an address that somebody makes up a thousand times must not fill the table.</summary>
    private const string MostValues = "500";

    private const string Figures = $"""
        WITH events AS (
            SELECT *, coalesce(at - lag(at) OVER visitors > interval '30 minutes', true) AS opens
            FROM visit_events WHERE market = @market AND visitor IS NOT NULL AND at >= @from - interval '12 hours' AND at < @to + interval '12 hours'
            WINDOW visitors AS (PARTITION BY visitor ORDER BY at, id)
        ), parts AS (
            SELECT *, count(*) FILTER (WHERE opens) OVER (PARTITION BY visitor ORDER BY at, id) AS visit FROM events
        ), visits AS (
            SELECT visitor, visit, min(at) AS began, count(*) FILTER (WHERE goal IS NULL) AS views, count(*) = 1 AND bool_and(goal IS NULL) AS bounced,
                max(path) FILTER (WHERE opens AND goal IS NULL) AS entry, max(referrer) FILTER (WHERE opens) AS referrer, max(source) FILTER (WHERE opens) AS source,
                max(medium) FILTER (WHERE opens) AS medium, max(campaign) FILTER (WHERE opens) AS campaign, max(country) FILTER (WHERE opens) AS country,
                max(language) FILTER (WHERE opens) AS language, max(device) FILTER (WHERE opens) AS device, max(browser) FILTER (WHERE opens) AS browser,
                max(system) FILTER (WHERE opens) AS system
            FROM parts GROUP BY visitor, visit HAVING min(at) >= @from AND min(at) < @to
        ), facts AS (
            SELECT visitor, began, dimension, value, views, bounced
            FROM visits CROSS JOIN LATERAL (VALUES
                ('{VisitDimensions.All}', ''), ('{VisitDimensions.Entry}', entry), ('{VisitDimensions.Referrer}', referrer), ('{VisitDimensions.Source}', source),
                ('{VisitDimensions.Medium}', medium), ('{VisitDimensions.Campaign}', campaign), ('{VisitDimensions.Country}', country),
                ('{VisitDimensions.Language}', language), ('{VisitDimensions.Device}', device), ('{VisitDimensions.Browser}', browser), ('{VisitDimensions.System}', system)
            ) AS told (dimension, value) WHERE value IS NOT NULL
            UNION ALL
            SELECT visitor, began, CASE WHEN goal IS NULL THEN '{VisitDimensions.Page}' ELSE '{VisitDimensions.Goal}' END, coalesce(goal, path), count(*), false
            FROM parts JOIN visits USING (visitor, visit) WHERE coalesce(goal, path) IS NOT NULL GROUP BY visitor, visit, began, goal, coalesce(goal, path)
            UNION ALL
            SELECT visitor, began, '{VisitDimensions.Store}', path, count(*), false
            FROM parts JOIN visits USING (visitor, visit) WHERE goal = '{VisitGoals.Click}' AND path IS NOT NULL GROUP BY visitor, visit, began, path
            UNION ALL
            SELECT NULL, at, '{VisitDimensions.Bot}', bot, 1, false FROM visit_events WHERE market = @market AND bot IS NOT NULL AND at >= @from AND at < @to
        ), places AS (
            SELECT dimension, value, row_number() OVER (PARTITION BY dimension ORDER BY count(*) DESC, value) AS place FROM facts GROUP BY dimension, value
        ), named AS (
            SELECT visitor, began, dimension, CASE WHEN place > {MostValues} THEN '{VisitDimensions.Rest}' ELSE value END AS value, views, bounced
            FROM facts JOIN places USING (dimension, value)
        ), ordered AS (
            SELECT *, row_number() OVER (PARTITION BY visitor, dimension, value ORDER BY began) AS turn FROM named
        )
        SELECT dimension, value, (CASE WHEN dimension = '{VisitDimensions.All}' THEN extract(hour FROM began AT TIME ZONE @zone) ELSE 0 END)::smallint AS hour,
            count(*) FILTER (WHERE turn = 1 AND visitor IS NOT NULL)::int AS visitors, count(visitor)::int AS visits, sum(views)::int AS views,
            count(*) FILTER (WHERE bounced)::int AS bounces
        FROM ordered GROUP BY 1, 2, 3
        """;

    private const string Replace = $"""
        DELETE FROM visit_figures WHERE market = @market AND day = @day;
        INSERT INTO visit_figures (market, day, dimension, value, hour, visitors, visits, views, bounces)
        SELECT @market, @day, figure.* FROM ({Figures}) figure
        """;

    /// <summary>Of a day whose events are all there.</summary>
    public static async Task<IReadOnlyList<VisitFigure>> ReadAsync(NpgsqlDataSource database, Market market, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Figures);
        AddDay(command.Parameters, market, day);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var figures = new List<VisitFigure>();
        while (await reader.ReadAsync(cancellationToken))
        {
            figures.Add(new VisitFigure
            {
                Market = market.Key,
                Day = day,
                Dimension = reader.GetString(0),
                Value = reader.GetString(1),
                Hour = reader.GetInt16(2),
                Visitors = reader.GetInt32(3),
                Visits = reader.GetInt32(4),
                Views = reader.GetInt32(5),
                Bounces = reader.GetInt32(6),
            });
        }

        return figures;
    }

    /// <summary>Keeps the figures in place of those that were kept of that day: once or ten times, they are the same.</summary>
    public static async Task KeepAsync(NpgsqlConnection connection, Market market, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Replace, connection);
        AddDay(command.Parameters, market, day);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When a day begins by the market's clock, UTC; where clocks skip midnight, at the hour that they skip to.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day, Market market)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (market.TimeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, market.TimeZone.IsAmbiguousTime(midnight) ? market.TimeZone.GetAmbiguousTimeOffsets(midnight).Max() : market.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static void AddDay(NpgsqlParameterCollection parameters, Market market, DateOnly day)
    {
        parameters.AddWithValue("market", NpgsqlDbType.Text, market.Key);
        parameters.AddWithValue("day", NpgsqlDbType.Date, day);
        parameters.AddWithValue("zone", NpgsqlDbType.Text, market.TimeZone.Id);
        parameters.AddWithValue("from", NpgsqlDbType.TimestampTz, BeginningOf(day, market).UtcDateTime);
        parameters.AddWithValue("to", NpgsqlDbType.TimestampTz, BeginningOf(day.AddDays(1), market).UtcDateTime);
    }
}
