using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Errors;

/// <summary>Looks every few seconds whether the operator is to be told of errors. Any number of workers may.</summary>
public sealed partial class ErrorLetterLoop(ErrorLetters letters, DatabaseGate gate, TimeProvider clock, ILogger<ErrorLetterLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            using var timer = new PeriodicTimer(Pause, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryWriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await letters.WriteAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The operator could not be told of errors; the next round tries again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}

public static class ErrorsRegistration
{
    /// <summary>The scraper's errors are recorded, and the operator is told of all.</summary>
    public static IServiceCollection AddErrorLetters(this IServiceCollection services)
    {
        services.AddSingleton<ErrorLetters>();
        services.AddHostedService<ErrorLetterLoop>();
        services.AddMessageConsumer<ErrorsSeen, ErrorsSeenHandler>(prefetch: 4);
        return services;
    }
}
