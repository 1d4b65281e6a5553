using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>Log records leave with their exception's type, message and stack as attributes (opentelemetry.io/docs/specs/semconv/exceptions) and the group's fingerprint, all scrubbed, what was said with it too.</summary>
internal sealed class ScrubbedExceptions(string service) : BaseProcessor<LogRecord>
{
    private const int Most = 1_000;

    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } error) return;
        data.Attributes =
        [
            .. (data.Attributes ?? []).Select(Scrubbed),
            new("exception.type", ErrorPlace.Core(error).GetType().FullName),
            new("exception.message", Scrubber.Message(error)),
            new("exception.stacktrace", Scrubber.Stack(error)),
            new("promozilla.error.fingerprint", ErrorPlace.Of(error, data.CategoryName ?? "").Fingerprint(service)),
        ];
        data.FormattedMessage = data.FormattedMessage is { } words ? Scrubber.Clean(words, Most) : null;
        data.Exception = null;
    }

    private static KeyValuePair<string, object?> Scrubbed(KeyValuePair<string, object?> attribute) => attribute.Value switch
    {
        null or bool or int or long or double => attribute,
        var value => new(attribute.Key, Scrubber.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", Most)),
    };
}
