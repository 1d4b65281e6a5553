using OpenTelemetry;
using OpenTelemetry.Logs;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>Log records leave with their exception's type, message and stack as attributes (opentelemetry.io/docs/specs/semconv/exceptions), scrubbed, and the group's fingerprint.</summary>
internal sealed class ScrubbedExceptions(string service) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } error) return;
        data.Attributes =
        [
            .. data.Attributes ?? [],
            new("exception.type", ErrorPlace.Core(error).GetType().FullName),
            new("exception.message", Scrubber.Message(error)),
            new("exception.stacktrace", Scrubber.Stack(error)),
            new("promozilla.error.fingerprint", ErrorPlace.Of(error, data.CategoryName ?? "").Fingerprint(service)),
        ];
        data.Exception = null;
    }
}
