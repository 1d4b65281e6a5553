using Promozilla.Bench;

namespace Promozilla.Tests.Plans;

/// <summary>The benchmarks of what the services do run to their end and have something to say: what is never run is broken when somebody needs it.</summary>
[Trait("needs", "servers")]
public sealed class BenchmarkTests
{
    [Fact]
    public Task Ingest() => SaysAsync(IngestBenchmark.RunAsync, "raw binary COPY, no index", "first night: all new", "a sale: 20 in 100 prices moved");

    [Fact]
    public Task Alerts() => SaysAsync(AlertsBenchmark.RunAsync, "matched by all rules: [1-9][0-9,]* alerts", "matched, and [1-9][0-9,]* digests written into the outbox", "mails through the mail loop into a local sink: [1-9][0-9,]* a second \\(");

    [Fact]
    public Task Visits() => SaysAsync(VisitsBenchmark.RunAsync, "a request: best", "a thousand written: median", "a day of 50,000 events made into [1-9][0-9]* figures:");

    private static async Task SaysAsync(Func<BenchOptions, TextWriter, Task> benchmark, params string[] rows)
    {
        await using var output = new StringWriter();
        await benchmark(BenchOptions.Read(["--quick"])!, output);
        var text = output.ToString();
        Assert.All(rows, row => Assert.Matches($@"{row} *[0-9]", text));
    }
}
