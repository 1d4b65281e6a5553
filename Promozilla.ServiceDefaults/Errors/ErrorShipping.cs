using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>
/// Hands what was counted to the sink every other second, the same batch again until it is safe or too old. A process that ends hands over what it still has, for as
/// long as a few seconds.
/// </summary>
internal sealed partial class ErrorShipping(
    ErrorTallies tallies, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ErrorShipping> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(3);

    /// <summary>A database that is away for longer has the newer ones.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim one = new(1, 1);
    private ErrorBatch? kept;
    private long keptSince;

    public override void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        base.Dispose();
        one.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ShipTheRestAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ErrorTallies.ShowFromTheStart();
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        await using var stopping = lifetime.ApplicationStopping.Register(() => tallies.IsStopping = true);
        var pause = Pause;
        while (true)
        {
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The last of them are shipped by who stops it; a host that never came up has no services any more.
            if (stoppingToken.IsCancellationRequested) return;
            var isSafe = await TryShipAsync(stoppingToken);
            pause = isSafe ? Pause : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    /// <returns>False: the sink takes nothing at the moment.</returns>
    private async Task<bool> TryShipAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IErrorSink>() is not { } sink) return true;
        await one.WaitAsync(CancellationToken.None);
        try
        {
            while ((kept ??= Next()) is { } batch)
            {
                await sink.RecordAsync(batch, cancellationToken);
                kept = null;
            }

            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Never as an error of its own: that would be the next one to ship.
            if (!cancellationToken.IsCancellationRequested) Log.NotShipped(logger, failure.Message);
            GiveUpTheOld();
            return false;
        }
        finally
        {
            one.Release();
        }
    }

    private ErrorBatch? Next()
    {
        keptSince = clock.GetTimestamp();
        return tallies.Take();
    }

    private void GiveUpTheOld()
    {
        if (kept is not null && clock.GetElapsedTime(keptSince) > Oldest)
        {
            ErrorTallies.Miss(kept.Groups.Sum(group => group.Count), "lost");
            kept = null;
        }
    }

    private async Task ShipTheRestAsync()
    {
        using var enough = new CancellationTokenSource(Last, clock);
        await TryShipAsync(enough.Token);
    }

    /// <summary>Of a thread that nobody waits for: the process ends when this returns.</summary>
    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args)
    {
        if (args.ExceptionObject is not Exception error) return;
        var process = services.GetRequiredService<ILoggerFactory>().CreateLogger("Promozilla.Process");
        Log.Unhandled(process, error);
        Task.Run(ShipTheRestAsync).Wait(Last);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Errors could not be recorded yet: {Reason}")]
        public static partial void NotShipped(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Critical, Message = "An exception that nobody caught ends the process")]
        public static partial void Unhandled(ILogger logger, Exception error);
    }
}
