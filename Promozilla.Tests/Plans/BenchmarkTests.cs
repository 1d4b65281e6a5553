using Promozilla.Bench;

namespace Promozilla.Tests.Plans;

/// <summary>Each benchmark runs to its end and has something to say: what is never run is broken when somebody needs it.</summary>
[Trait("needs", "postgres")]
public sealed class BenchmarkTests
{
    [Fact]
    public Task Ingest() => SaysAsync(IngestBenchmark.RunAsync, "raw binary COPY", "first night", "a sale");

    [Fact]
    public Task Alerts() => SaysAsync(AlertsBenchmark.RunAsync, "matched by all rules", "digests written", "mails through the mail loop");

    [Fact]
    public Task Visits() => SaysAsync(VisitsBenchmark.RunAsync, "a request", "a thousand written", "a day of");

    private static async Task SaysAsync(Func<BenchOptions, TextWriter, Task> benchmark, params string[] rows)
    {
        await using var output = new StringWriter();
        await benchmark(BenchOptions.Read(["--quick"])!, output);
        var text = output.ToString();
        Assert.All(rows, row => Assert.Matches($@"{row}.*\d", text));
    }
}
