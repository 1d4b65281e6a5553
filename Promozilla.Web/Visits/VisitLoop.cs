using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Visits;

/// <summary>Carries what was seen to the database, a second's worth at once. While that is down they wait, as many as <see cref="VisitLog"/> holds.</summary>
internal sealed partial class VisitLoop(VisitLog log, VisitStore store, IOptions<VisitOptions> options, TimeProvider clock, ILogger<VisitLoop> logger) : BackgroundService
{
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Dictionary<long, int> pace = [];
    private List<(Guid Id, Seen Seen)> waiting = [];
    private DateTimeOffset forgotten;
    private long minute;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = await TryWriteAsync(stoppingToken);
            await Task.Delay(done ? Pause : LongPause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        using var patience = new CancellationTokenSource(Farewell);
        while (!patience.IsCancellationRequested && await TryWriteAsync(patience.Token) && waiting.Count + log.Reader.Count > 0)
        {
        }
    }

    /// <summary>False: the database did not take them.</summary>
    internal async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                while (waiting.Count < MostAtOnce && log.Reader.TryRead(out var seen)) waiting.Add((Guid.CreateVersion7(seen.At), Judged(seen)));
                if (waiting.Count is 0)
                {
                    break;
                }

                await store.WriteAsync(waiting, cancellationToken);
                waiting = [];
            }
            while (log.Reader.Count > 0);

            if (clock.GetUtcNow() - forgotten > ForgetEvery)
            {
                await store.ForgetAsync(cancellationToken);
                forgotten = clock.GetUtcNow();
            }

            return true;
        }
        catch (Exception unreachable) when (unreachable is DbException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            Log.Waiting(logger, waiting.Count + log.Reader.Count, unreachable.Message);
            return false;
        }
    }

    /// <summary>Nobody reads that fast.</summary>
    private Seen Judged(Seen seen)
    {
        if (seen.Visitor is not { } visitor)
        {
            return seen;
        }

        if (seen.At.ToUnixTimeSeconds() / 60 is var now && now != minute)
        {
            minute = now;
            pace.Clear();
        }

        return (pace[visitor] = pace.GetValueOrDefault(visitor) + 1) > options.Value.MostPagesPerMinute
            ? new Seen(seen.Market, seen.At, null, null) { Bot = "pace" }
            : seen;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} pages wait to be counted: {Reason}")]
        public static partial void Waiting(ILogger logger, int count, string reason);
    }
}
