using System.Diagnostics;
using Npgsql;
using Promozilla.Bench.Alerts;
using Promozilla.Bench.Servers;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Runs;

namespace Promozilla.Bench;

/// <summary>One night's promotions against all wishes, by the Worker's own statements, beside a bare join that stores as much; then mails through the Worker's own loop.</summary>
internal static class AlertsBenchmark
{
    private const int Rounds = 3;

    // The rows of an alert and its unique key; none of the rules.
    private const string BareTable = "CREATE TABLE bare_alerts (LIKE alerts INCLUDING DEFAULTS); ALTER TABLE bare_alerts ADD PRIMARY KEY (id), ADD UNIQUE (user_id, promotion_id, step)";

    private const string Counted = """
        SELECT count(*)::int FROM promotions promotion JOIN listings listing ON listing.id = promotion.listing_id JOIN wishlist_items wish ON wish.product_id = listing.product_id
        WHERE wish.target_price IS NULL OR promotion.price <= wish.target_price
        """;

    private const string Bare = """
        INSERT INTO bare_alerts (id, user_id, promotion_id, step, product_id, price, run_id, created_at)
        SELECT gen_random_uuid(), wish.user_id, promotion.id, promotion.step, wish.product_id, promotion.price, $1, $2
        FROM promotions promotion JOIN listings listing ON listing.id = promotion.listing_id JOIN wishlist_items wish ON wish.product_id = listing.product_id
        WHERE wish.target_price IS NULL OR promotion.price <= wish.target_price
        """;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        var (promotions, wishes, mails) = options.IsQuick ? (400, 20_000, 200) : (20_000, 1_000_000, 2000);
        await using var servers = new BenchServers();
        var postgres = await servers.PostgresAsync(CancellationToken.None);
        var database = await BenchServers.DatabaseAsync(postgres, "alerts", CancellationToken.None);
        using var sink = new MailSink();
        await using var worker = WorkerParts.Of($"{database};Command Timeout=0", smtpPort: sink.Port);
        var (run, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await GeneratedWishes.FillAsync(worker.Database, run, now, promotions, wishes);
        await using var connection = await worker.Database.OpenConnectionAsync();
        var closing = new ClosingRun(connection, run, RunOrigins.Nightly, null, now, now);

        var (counted, bare, matched, alerts) = (new List<double>(), new List<double>(), new List<double>(), 0);
        await closing.ExecuteAsync(BareTable.Split("; ")[0], CancellationToken.None);
        await closing.ExecuteAsync(BareTable.Split("; ")[1], CancellationToken.None);
        for (var round = 0; round <= Rounds; round++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var count = await TimeAsync(() => closing.ExecuteAsync(Counted, CancellationToken.None));
            var stored = await TimeAsync(() => closing.ExecuteAsync(Bare, CancellationToken.None, Value(run), Value(now)));
            var ours = await TimeAsync(async () => alerts = await WishMatch.RecordAsync(closing, CancellationToken.None));
            await transaction.RollbackAsync();
            // The first warms the database's cache.
            if (round > 0)
            {
                counted.Add(count);
                bare.Add(stored);
                matched.Add(ours);
            }
        }

        var table = new Table("what", "seconds", "of the bare join");
        table.Add($"bare join of {wishes:#,0} wishes and {promotions:#,0} promotions, counted", Median(counted), Median(counted) / Median(bare));
        table.Add("the same, stored with its keys", Median(bare), 1.0);
        table.Add($"matched by all rules: {alerts:#,0} alerts", Median(matched), Median(matched) / Median(bare));
        var told = default(Told);
        var digests = await TimeAsync(async () => told = await worker.Get<Digests>().WriteAsync(closing, CancellationToken.None));
        table.Add($"matched, and {told.Mails:#,0} digests written into the outbox", digests, digests / Median(bare));
        table.Write(output);
        output.WriteLine();
        await MailsAsync(worker, sink, closing, mails, output);
    }

    private static async Task MailsAsync(WorkerParts worker, MailSink sink, ClosingRun run, int mails, TextWriter output)
    {
        // Some thousands tell the pace; the table is as long as a night's.
        await run.ExecuteAsync(
            "UPDATE outgoing_mails SET status = 'sent' WHERE id NOT IN (SELECT id FROM outgoing_mails ORDER BY id LIMIT $1)", CancellationToken.None, new NpgsqlParameter { Value = mails });
        var loop = worker.Get<MailLoop>();
        var started = Stopwatch.GetTimestamp();
        await loop.StartAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await PendingAsync(run) > 0) await Task.Delay(10, patience.Token);
        var took = Stopwatch.GetElapsedTime(started);
        await loop.StopAsync(CancellationToken.None);
        output.WriteLine(FormattableString.Invariant($"mails through the mail loop into a local sink: {sink.Taken / took.TotalSeconds:#,0} a second ({sink.Taken:#,0} in {took.TotalSeconds:0.0} s)"));
    }

    private static async Task<int> PendingAsync(ClosingRun run)
    {
        await using var command = new NpgsqlCommand("SELECT count(*)::int FROM outgoing_mails WHERE status IN ('pending', 'sending')", run.Connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static NpgsqlParameter Value(Guid id) => new() { Value = id };

    private static NpgsqlParameter Value(DateTimeOffset at) => new() { Value = at.UtcDateTime };

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
