using Npgsql;
using Promozilla.Data.Errors;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Errors;
using Promozilla.Worker.Retention;
using Promozilla.Worker.Start;

namespace Promozilla.Tests.Worker.Errors;

[Trait("needs", "postgres")]
public sealed class ErrorRecordingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly string one = Guid.NewGuid().ToString("n");
    private WorkerUnderTest worker = null!;
    private DateTimeOffset now;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        now = worker.Clock.GetUtcNow();
        // PostgreSQL keeps microseconds.
        now = new DateTimeOffset(now.Ticks / 10 * 10, TimeSpan.Zero);
    }

    public async Task DisposeAsync() => await worker.DisposeAsync();

    [Fact]
    public async Task A_batch_counts_once_however_often_it_comes_and_two_count_together_in_any_order()
    {
        var (early, late) = (Batch(now.AddMinutes(-9), 3, message: "early", release: "1.0"), Batch(now, 4, message: "late", release: "1.1"));
        await RecordAsync(late);
        await RecordAsync(late);
        await RecordAsync(early);
        await RecordAsync(early);
        Assert.Equal(
            [[7L, "late", now.AddMinutes(-9).UtcDateTime, now.UtcDateTime, "1.1", "open"]],
            await worker.RowsAsync("SELECT count, message, first_seen_at, last_seen_at, last_release, state FROM error_groups WHERE fingerprint = $1", one));
        Assert.Equal(2L, await MomentsAsync());
    }

    [Fact]
    public async Task Many_at_once_from_several_services_lose_nothing_and_wait_for_each_other_without_end()
    {
        var names = Enumerable.Range(0, 20).Select(number => $"{one}{number:00}").ToArray();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(round =>
        {
            var order = round % 2 == 0 ? names : [.. names.Reverse()];
            return RecordAsync(new ErrorBatch(Guid.CreateVersion7(), "worker", "1.0", [.. order.Select(name => Tally(name, now, 2))]));
        }));
        Assert.Equal([[20L, 48L, 48L]], await worker.RowsAsync("SELECT count(*), min(count), max(count) FROM error_groups WHERE fingerprint LIKE $1", one + "%"));
    }

    [Fact]
    public async Task Of_a_group_the_newest_moments_are_kept()
    {
        for (var round = 0; round < 12; round++)
        {
            var at = now.AddMinutes(round);
            var moments = Enumerable.Range(0, 5).Select(second => new ErrorMoment(at.AddSeconds(second), null, $"round {round}")).ToArray();
            await RecordAsync(new ErrorBatch(Guid.CreateVersion7(), "worker", "1.0", [Tally(one, at, 5) with { Recent = moments }]));
        }

        Assert.Equal(ErrorOccurrence.Most, await MomentsAsync());
        Assert.Equal("round 8", await worker.ValueAsync<string>("SELECT doing FROM error_occurrences moment JOIN error_groups g ON g.id = group_id WHERE fingerprint = $1 ORDER BY seen_at LIMIT 1", one));
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_batch_counts_when_it_comes_again()
    {
        var batch = Batch(now, 2);
        await using (var blocker = await worker.Database.OpenConnectionAsync())
        {
            // The process is gone while its transaction waits for a lock: nothing of it stays.
            await using var transaction = await blocker.BeginTransactionAsync();
            await using (var taken = new NpgsqlCommand("LOCK TABLE error_groups", blocker)) await taken.ExecuteNonQueryAsync();
            using var crash = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.Get<ErrorTable>().RecordAsync(batch, crash.Token));
        }

        Assert.Null(await worker.ValueAsync<object>("SELECT id FROM inbox_messages WHERE id = $1", batch.Id));
        await RecordAsync(batch);
        Assert.Equal(2L, await CountAsync());
    }

    [Fact]
    public async Task The_scrapers_message_is_recorded_once_and_waits_for_the_schema()
    {
        var message = new ErrorsSeen(Guid.CreateVersion7(), "scraper", "1.0", [new SeenErrors(one, "System.X", "Promozilla.Scraper.Y", 6, now, now, "m", "s", [new SeenMoment(now, new string('b', 32), "process scrape-category")])]);
        var gate = new DatabaseGate();
        var handler = new ErrorsSeenHandler(worker.Get<ErrorTable>(), gate);
        var waiting = handler.HandleAsync(message, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        gate.Open(null);
        await waiting;
        await handler.HandleAsync(message, CancellationToken.None);
        Assert.Equal(
            [["scraper", 6L, new string('b', 32), "process scrape-category"]],
            await worker.RowsAsync("SELECT service, count, trace_id, doing FROM error_groups g JOIN error_occurrences moment ON group_id = g.id WHERE fingerprint = $1", one));
    }

    [Fact]
    public async Task One_that_comes_after_it_was_resolved_opens_it_again_and_a_straggler_from_before_does_not()
    {
        await RecordAsync(Batch(now.AddMinutes(-30), 1));
        await worker.ExecuteAsync("UPDATE error_groups SET state = 'resolved', resolved_at = $2, mailed_at = $2, mailed_count = count WHERE fingerprint = $1", one, now.AddMinutes(-20));
        await RecordAsync(Batch(now.AddMinutes(-25), 1));
        Assert.Equal([["resolved", 2L, 0]], await worker.RowsAsync("SELECT state, count, returns FROM error_groups WHERE fingerprint = $1", one));
        await RecordAsync(Batch(now.AddMinutes(-10), 1));
        Assert.Equal([["open", 3L, 1, null]], await worker.RowsAsync("SELECT state, count, returns, mailed_at FROM error_groups WHERE fingerprint = $1", one));
        await worker.ExecuteAsync("UPDATE error_groups SET state = 'muted' WHERE fingerprint = $1", one);
        await RecordAsync(Batch(now, 1));
        Assert.Equal([["muted", 4L]], await worker.RowsAsync("SELECT state, count FROM error_groups WHERE fingerprint = $1", one));
    }

    [Fact]
    public async Task What_did_not_come_again_for_long_goes()
    {
        await RecordAsync(Batch(now.AddDays(-91), 1));
        await worker.Get<RetentionRound>().ApplyAsync(CancellationToken.None);
        Assert.Equal(0L, await worker.ValueAsync<long>("SELECT count(*) FROM error_groups WHERE fingerprint = $1", one));
        await RecordAsync(Batch(now.AddDays(-89), 1));
        await worker.Get<RetentionRound>().ApplyAsync(CancellationToken.None);
        Assert.Equal(1L, await CountAsync());
    }

    private ErrorBatch Batch(DateTimeOffset at, int count, string message = "m", string release = "1.0") =>
        new(Guid.CreateVersion7(), "worker", release, [Tally(one, at, count) with { Message = message }]);

    private static ErrorTally Tally(string fingerprint, DateTimeOffset at, int count) =>
        new(fingerprint, "System.InvalidOperationException", "Promozilla.Worker.X.Y", count, at, at, "m", "s", [new ErrorMoment(at, new string('a', 32), "GET /")]);

    private Task RecordAsync(ErrorBatch batch) => worker.Get<ErrorTable>().RecordAsync(batch, CancellationToken.None);

    private async Task<long> CountAsync() => await worker.ValueAsync<long>("SELECT count FROM error_groups WHERE fingerprint = $1", one);

    private async Task<long> MomentsAsync() =>
        await worker.ValueAsync<long>("SELECT count(*) FROM error_occurrences JOIN error_groups g ON g.id = group_id WHERE fingerprint = $1", one);
}
