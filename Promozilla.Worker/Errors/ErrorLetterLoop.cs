using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Errors;

/// <summary>Looks every few seconds whether the operator is to be told of errors.</summary>
public sealed class ErrorLetterLoop(ErrorLetters letters) : ITick
{
    public TimeSpan Pause => TimeSpan.FromSeconds(3);

    public Task TickAsync(CancellationToken cancellationToken) => letters.WriteAsync(cancellationToken);
}

public static class ErrorsRegistration
{
    /// <summary>The scraper's errors are recorded, and the operator is told of all.</summary>
    public static IServiceCollection AddErrorLetters(this IServiceCollection services)
    {
        services.AddSingleton<ErrorLetters>();
        services.AddTick<ErrorLetterLoop>();
        services.AddMessageConsumer<ErrorsSeen, ErrorsSeenHandler>(prefetch: 4);
        return services;
    }
}
