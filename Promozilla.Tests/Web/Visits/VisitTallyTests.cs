using Npgsql;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker;
using Promozilla.Web.Visits;
using Promozilla.Worker.Visits;
using StackExchange.Redis;

namespace Promozilla.Tests.Web.Visits;

/// <summary>From a request to the figures of a day, with the database and the cache that there are, at times that a test sets.</summary>
[Trait("needs", "servers")]
public sealed class VisitTallyTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 7, 10);
    private readonly VisitorsUnderTest visitors = new();
    private NpgsqlDataSource database = null!;
    private ConnectionMultiplexer cache = null!;

    public async Task InitializeAsync()
    {
        database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await ExecuteAsync("TRUNCATE visit_events, visit_figures");
        cache = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        foreach (var day in Enumerable.Range(-3, 7)) await cache.GetDatabase().KeyDeleteAsync([DaySalts.Name(VisitorsUnderTest.Portugal, Day.AddDays(day)), DaySalts.Name(VisitorsUnderTest.Spain, Day.AddDays(day))]);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        cache.Dispose();
    }

    [Fact]
    public async Task The_same_visitor_is_one_all_day_and_another_the_next()
    {
        await WriteAsync(
            visitors.See(At(9)), visitors.See(At(9, 5), path: "/"), visitors.See(At(15)),
            visitors.See(At(10), address: "203.0.113.8"), visitors.See(At(10), agent: VisitorsUnderTest.Firefox + " Edg/1"));
        await AgreeAsync(At(23, 55));
        var tomorrow = visitors.See(At(33));
        await WriteAsync(tomorrow);

        Assert.Equal((3, 4, 5), Sum(await ReadAsync(Day), VisitDimensions.All));
        Assert.Equal((1, 1, 1), Sum(await ReadAsync(Day.AddDays(1)), VisitDimensions.All));
        Assert.Equal(4L, await ValueAsync("SELECT count(DISTINCT visitor) FROM visit_events"));
    }

    [Fact]
    public async Task Salts_are_in_the_cache_alone_the_same_for_all_replicas_and_gone_after_two_days()
    {
        await AgreeAsync(At(12));
        var other = new VisitorsUnderTest();
        other.Clock.Now = At(12);
        await other.Salts.AgreeAsync(cache.GetDatabase());
        Assert.Equal(visitors.See(At(12)).Visitor, other.See(At(12)).Visitor);
        Assert.NotEqual(visitors.See(At(12)).Visitor, visitors.See(At(12), market: VisitorsUnderTest.Spain).Visitor);

        var name = DaySalts.Name(VisitorsUnderTest.Portugal, Day);
        var salt = (byte[])(await cache.GetDatabase().StringGetAsync(name))!;
        Assert.Equal(16, salt.Length);
        Assert.InRange((await cache.GetDatabase().KeyTimeToLiveAsync(name))!.Value, TimeSpan.FromHours(47.9), TimeSpan.FromHours(48));
        Assert.Equal(0L, await CountTextAsync(Convert.ToHexStringLower(salt)));

        // Two days later the cache has dropped it, and who asks again gets another: no key of that day can be made again.
        var before = visitors.See(At(12)).Visitor;
        await cache.GetDatabase().KeyDeleteAsync(name);
        await AgreeAsync(At(12 + 48));
        Assert.NotEqual(before, visitors.See(At(12)).Visitor);
    }

    [Fact]
    public async Task Midnight_is_the_markets_and_a_visit_may_cross_it()
    {
        // Lisbon's midnight is 23:00 UTC in July; Madrid's an hour before.
        Assert.Equal(new DateTimeOffset(2026, 7, 9, 23, 0, 0, TimeSpan.Zero), VisitTally.BeginningOf(Day, VisitorsUnderTest.Portugal));
        Assert.Equal(new DateTimeOffset(2026, 7, 9, 22, 0, 0, TimeSpan.Zero), VisitTally.BeginningOf(Day, VisitorsUnderTest.Spain));

        await AgreeAsync(At(23, 55));
        await WriteAsync(visitors.See(At(23, 50)));
        await WriteAsync(visitors.See(At(24, 10), path: "/jogos"));
        await WriteAsync(visitors.See(At(24, 35)), visitors.See(At(26)));
        await WriteAsync(visitors.See(At(23, 59), address: "203.0.113.9"), visitors.See(At(24, 1), address: "203.0.113.9"));

        var (first, second) = (await ReadAsync(Day), await ReadAsync(Day.AddDays(1)));
        Assert.Equal((2, 2, 5), Sum(first, VisitDimensions.All));
        Assert.Equal((1, 1, 1), Sum(second, VisitDimensions.All));
        Assert.Equal([23], first.Where(figure => figure.Dimension is VisitDimensions.All).Select(figure => (int)figure.Hour));
    }

    [Fact]
    public async Task A_visit_of_one_page_bounces_unless_it_led_somewhere()
    {
        await WriteAsync(
            visitors.See(At(9), "203.0.113.1"),
            visitors.See(At(9), "203.0.113.2"), visitors.See(At(9, 20), "203.0.113.2", "/"),
            visitors.See(At(9), "203.0.113.3"), visitors.Reach(At(9, 1), VisitGoals.Click, "castelo", "203.0.113.3"), visitors.Reach(At(9, 2), VisitGoals.Click, "castelo", "203.0.113.3"),
            visitors.See(At(9), "203.0.113.4"), visitors.See(At(9, 31), "203.0.113.4"));
        var figures = await ReadAsync(Day);
        Assert.Equal((4, 5, 6), Sum(figures, VisitDimensions.All));
        Assert.Equal(3, figures.Where(figure => figure.Dimension is VisitDimensions.All).Sum(figure => figure.Bounces));
        Assert.Equal((1, 1, 2), Sum(figures, VisitDimensions.Goal, VisitGoals.Click));
        Assert.Equal((1, 1, 2), Sum(figures, VisitDimensions.Store, "castelo"));
        Assert.Equal((4, 5, 6), Sum(figures, VisitDimensions.Entry, "/p/zelda"));
        Assert.Equal((1, 1, 1), Sum(figures, VisitDimensions.Page, "/"));
        Assert.Equal((4, 5, 5), Sum(figures, VisitDimensions.Page, "/p/zelda"));
    }

    [Fact]
    public async Task Kept_figures_are_what_the_events_say_however_often_they_are_made_and_the_events_go()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var now = worker.Clock.GetUtcNow();
        var (market, round) = (Market.Portugal, worker.Get<VisitRound>());
        var today = market.DateOf(now);
        var (start, yesterday) = (VisitTally.BeginningOf(today, market), VisitTally.BeginningOf(today.AddDays(-1), market));
        var dice = new Random(11);
        var events = Enumerable.Range(0, 600).Select(_ => visitors.See(yesterday.AddSeconds(dice.Next((int)(start - yesterday).TotalSeconds)), $"203.0.113.{dice.Next(60)}", $"/p/{dice.Next(9)}"))
            .OrderBy(seen => seen.At).ToArray();
        await WriteAsync(events);
        await WriteAsync(new Seen("PT", yesterday.AddHours(1), null, null) { Bot = "Googlebot" }, visitors.See(now.AddHours(-47.5), "192.0.2.1"), visitors.See(now, "192.0.2.2"));

        // Half an hour into today yesterday's events are all there, whenever this test runs.
        worker.Clock.Ahead = start.AddMinutes(30) - now;
        Assert.NotNull(await round.ApplyAsync(CancellationToken.None));
        var kept = await KeptAsync();
        Assert.Equal(2, (await round.ApplyAsync(CancellationToken.None))!.Days);
        Assert.Equal(kept, await KeptAsync());
        var live = (await VisitTally.ReadAsync(database, market, today.AddDays(-1), CancellationToken.None)).Select(Line).Order(StringComparer.Ordinal);
        Assert.Equal(live, kept.Where(line => line.StartsWith($"{today.AddDays(-1):O}", StringComparison.Ordinal)));
        Assert.Contains($"{today.AddDays(-1):O} bot Googlebot 0: 0 0 1 0", kept);
        var raw = events.GroupBy(seen => seen.Visitor).ToList();
        var visits = raw.Sum(one => 1 + one.Zip(one.Skip(1)).Count(pair => pair.Second.At - pair.First.At > TimeSpan.FromMinutes(30)));
        var (visitorsKept, visitsKept, viewsKept) = Sum(await VisitTally.ReadAsync(database, market, today.AddDays(-1), CancellationToken.None), VisitDimensions.All);
        Assert.InRange(visitorsKept - raw.Count, 0, 1);
        Assert.InRange(visitsKept - visits, 0, 1);
        Assert.InRange(viewsKept - events.Length, 0, 1);

        // Another worker at the same time leaves it alone.
        await using (var holder = new NpgsqlConnection($"{postgres.ConnectionString};Pooling=false"))
        {
            await holder.OpenAsync();
            await new NpgsqlCommand($"SELECT pg_advisory_lock({0x564953495453})", holder).ExecuteNonQueryAsync();
            Assert.Null(await round.ApplyAsync(CancellationToken.None));
            await new NpgsqlCommand("SELECT pg_advisory_unlock_all()", holder).ExecuteNonQueryAsync();
        }

        worker.Clock.Ahead = start.AddHours(50) - now;
        Assert.True((await round.ApplyAsync(CancellationToken.None))!.Forgotten >= 601);
        Assert.Equal(0L, await ValueAsync($"SELECT count(*) FROM visit_events WHERE at < now() + interval '{(int)worker.Clock.Ahead.TotalSeconds} seconds' - interval '48 hours'"));
        Assert.Equal(kept.Where(line => line.StartsWith($"{today.AddDays(-1):O}", StringComparison.Ordinal)), (await KeptAsync()).Where(line => line.StartsWith($"{today.AddDays(-1):O}", StringComparison.Ordinal)));
        worker.Clock.Ahead = TimeSpan.FromDays(800);
        await round.ApplyAsync(CancellationToken.None);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task The_site_itself_deletes_what_is_two_days_old_when_no_worker_does()
    {
        await WriteAsync(visitors.See(At(9)), visitors.See(At(11)));
        visitors.Clock.Now = At(10 + 48);
        Assert.Equal(1, await new VisitStore(database, visitors.Clock).ForgetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_same_events_twice_are_counted_once_and_made_up_values_share_a_row()
    {
        var events = Enumerable.Range(0, 700).Select(index => (Guid.NewGuid(), visitors.See(At(9).AddSeconds(index), $"203.0.{index % 250}.1", $"/p/{index}"))).ToList();
        await new VisitStore(database, visitors.Clock).WriteAsync(events, CancellationToken.None);
        await new VisitStore(database, visitors.Clock).WriteAsync(events, CancellationToken.None);
        var figures = await ReadAsync(Day);
        Assert.Equal(700, Sum(figures, VisitDimensions.All).Views);
        Assert.Equal(501, figures.Count(figure => figure.Dimension is VisitDimensions.Page));
        Assert.Equal(200, Sum(figures, VisitDimensions.Page, VisitDimensions.Rest).Views);
    }

    /// <summary>Of the day, by Lisbon's clock in July.</summary>
    private static DateTimeOffset At(int hour, int minute = 0) => new DateTimeOffset(2026, 7, 9, 23, 0, 0, TimeSpan.Zero).AddHours(hour).AddMinutes(minute);

    private static string Line(VisitFigure figure) =>
        FormattableString.Invariant($"{figure.Day:O} {figure.Dimension} {figure.Value} {figure.Hour}: {figure.Visitors} {figure.Visits} {figure.Views} {figure.Bounces}");

    private static (int Visitors, int Visits, int Views) Sum(IReadOnlyList<VisitFigure> figures, string dimension, string value = "")
    {
        var rows = figures.Where(figure => figure.Dimension == dimension && figure.Value == value).ToList();
        return (rows.Sum(row => row.Visitors), rows.Sum(row => row.Visits), rows.Sum(row => row.Views));
    }

    private async Task AgreeAsync(DateTimeOffset at)
    {
        visitors.Clock.Now = at;
        await visitors.Salts.AgreeAsync(cache.GetDatabase());
    }

    private Task WriteAsync(params Seen[] seen) => new VisitStore(database, visitors.Clock).WriteAsync([.. seen.Select(one => (Guid.NewGuid(), one))], CancellationToken.None);

    private Task<IReadOnlyList<VisitFigure>> ReadAsync(DateOnly day) => VisitTally.ReadAsync(database, VisitorsUnderTest.Portugal, day, CancellationToken.None);

    private async Task<List<string>> KeptAsync()
    {
        await using var db = postgres.CreateContext();
        return [.. db.VisitFigures.ToList().Select(Line).Order(StringComparer.Ordinal)];
    }

    private async Task<long> CountTextAsync(string text)
    {
        await using var db = postgres.CreateContext();
        return await ValueAsync($"SELECT count(*) FROM visit_events row WHERE row::text LIKE '%{text}%'") is long found ? found : -1;
    }

    private async Task<object?> ValueAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
