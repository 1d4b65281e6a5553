using Promozilla.Worker.Start;

namespace Promozilla.Worker;

/// <summary>What is done again and again from the moment that the schema is there. Any number of workers do it at once.</summary>
public interface ITick
{
    TimeSpan Pause { get; }

    /// <summary>How loud a round that fails is: an error is counted and mailed to the operator.</summary>
    LogLevel Failing => LogLevel.Error;

    Task TickAsync(CancellationToken cancellationToken);
}

/// <summary>A round that fails is told, and the next one tries again.</summary>
public sealed partial class TickingLoop<TTick>(TTick tick, DatabaseGate gate, TimeProvider clock, ILogger<TTick> logger) : BackgroundService
    where TTick : class, ITick
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            using var timer = new PeriodicTimer(tick.Pause, clock);
            do
            {
                await TryTickAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryTickAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tick.TickAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, tick.Failing, failure, typeof(TTick).Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "A round of {Loop} failed; the next one tries again")]
        public static partial void Failed(ILogger logger, LogLevel level, Exception failure, string loop);
    }
}

public static class TickingLoopRegistration
{
    public static IServiceCollection AddTick<TTick>(this IServiceCollection services)
        where TTick : class, ITick =>
        services.AddSingleton<TTick>().AddHostedService<TickingLoop<TTick>>();
}
