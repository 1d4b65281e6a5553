using System.Collections.Concurrent;
using System.Diagnostics;

namespace Promozilla.SampleStores.Control;

/// <summary>What visitors asked the stores for, from when to when: how polite they are is measured at the store.</summary>
public sealed class Visits
{
    private const int Most = 20_000;

    private readonly ConcurrentQueue<Visit> visits = new();

    public IReadOnlyCollection<Visit> All => visits;

    public void Forget() => visits.Clear();

    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        // What is asked behind the scenes is no visit: the handle, and whether the process is well.
        if (context.Request.Path.Value is "/health" or "/alive" or "/metrics" or "/version" || context.Request.Path.StartsWithSegments("/_control"))
        {
            await next(context);
            return;
        }

        var from = Stopwatch.GetTimestamp();
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await next(context);
        context.Response.Body = wire;
        // Who has hung up is no visitor any more, whatever is still done for them here.
        if (context.RequestAborted.IsCancellationRequested) return;
        // Before it leaves: no reader can have its answer earlier, however busy this machine is.
        visits.Enqueue(new Visit($"{context.Request.Path}{context.Request.QueryString}", Milliseconds(from), Milliseconds(Stopwatch.GetTimestamp())));
        if (visits.Count > Most) visits.TryDequeue(out _);
        body.Position = 0;
        await body.CopyToAsync(wire, context.RequestAborted);
    }

    private static double Milliseconds(long timestamp) => timestamp * 1000.0 / Stopwatch.Frequency;
}

/// <param name="From">In milliseconds of this machine's clock that never jumps.</param>
public sealed record Visit(string Path, double From, double To);
