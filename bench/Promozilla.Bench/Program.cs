using Promozilla.Bench;

const string Usage = """
    usage: Promozilla.Bench web|search|pages|ingest|alerts|visits [--quick] [--products N] [--whole N] [--seconds S]
           Promozilla.Bench reading
    """;

if (args is ["bare", var folder, "--urls", var address]) return await BareKestrel.RunAsync(folder, address);
var options = args.Length > 0 ? BenchOptions.Read(args.AsSpan(1)) : null;
var benchmark = (options is null ? null : args[0]) switch
{
    "reading" => Reading,
    "web" => () => WebBenchmark.RunAsync(options!, WebBenchmark.Pages, Console.Out),
    "search" => () => WebBenchmark.RunAsync(options!, WebBenchmark.Searches, Console.Out),
    "pages" => () => WebBenchmark.RunAsync(options!, [.. WebBenchmark.Pages, .. WebBenchmark.Searches], Console.Out),
    "ingest" => () => IngestBenchmark.RunAsync(options!, Console.Out),
    "alerts" => () => AlertsBenchmark.RunAsync(options!, Console.Out),
    "visits" => () => VisitsBenchmark.RunAsync(options!, Console.Out),
    "fill" => () => FillBenchmark.RunAsync(options!, Console.Out),
    _ => default(Func<Task>),
};
if (benchmark is null)
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

await benchmark();
return 0;

static Task Reading()
{
    ReadingBenchmark.Run(Console.Out);
    return Task.CompletedTask;
}
