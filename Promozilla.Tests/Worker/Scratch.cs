using System.Diagnostics;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Advising;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Matching;
using Promozilla.Worker.Promotions;
using Promozilla.Worker.Runs;
using Xunit.Abstractions;

namespace Promozilla.Tests.Worker;

public sealed class Scratch(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Measure()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString + ";Command Timeout=600");
        foreach (var key in new[] { "s0", "s1", "s2", "s3", "s4" })
        {
            await new Nights(worker, key).AddStoreAsync();
        }

        await worker.ExecuteAsync(File.ReadAllText("/tmp/cat/gen.sql"));
        await using var connection = await worker.Database.OpenConnectionAsync();
        var now = TimeProvider.System.GetUtcNow();
        await Pass("first");
        await Pass("nothing");
        await worker.ExecuteAsync(File.ReadAllText("/tmp/cat/change.sql"));
        now = now.AddDays(1);
        await Pass("changed");

        async Task Pass(string name)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var run = new ClosingRun(connection, Guid.NewGuid(), "history", now, now);
            var watch = Stopwatch.StartNew();
            foreach (var (step, task) in new (string, Func<Task>)[]
            {
                ("match", () => ProductMatching.MatchAsync(run, default)), ("projection", () => ProductProjection.RewriteAsync(run, default)),
                ("history", () => HistoryProjection.UpdateAsync(run, default)), ("advice", () => AdviceProjection.UpdateAsync(run, default)),
                ("fairness", () => ClaimFairness.RewriteAsync(run, default)),
            })
            {
                watch.Restart();
                await task();
                output.WriteLine($"{name} {step}: {watch.ElapsedMilliseconds} ms");
            }

            await transaction.CommitAsync();
            foreach (var row in await worker.RowsAsync("SELECT reason, count(*) FROM listing_matches GROUP BY 1 UNION ALL SELECT 'products', count(*) FROM products UNION ALL SELECT 'queue', count(*) FROM match_candidates UNION ALL SELECT 'lows', count(*) FROM product_lows UNION ALL SELECT advice_reason, count(*) FROM products GROUP BY 1"))
            {
                output.WriteLine($"   {row[0]} {row[1]}");
            }
        }
    }
}
