using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>Hears every log event: an exception in an error or worse is one that nobody handled, be it of a request, a message, a loop or the process.</summary>
[ProviderAlias("Errors")]
internal sealed class ErrorLog(ErrorTallies tallies) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => ExpectedErrors.IsNoise(categoryName) ? NullLogger.Instance : new Ear(tallies, categoryName);

    public void Dispose()
    {
    }

    private sealed class Ear(ErrorTallies tallies, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && IsEnabled(logLevel)) tallies.Add(exception, category);
        }
    }
}
