using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Promozilla.Scraper.Fetching;

/// <summary>What went wrong on the way, in an operator's words.</summary>
internal static class FetchFailure
{
    public static string Words(Exception failure)
    {
        var kind = failure switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException content => content.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return (kind, failure) switch
        {
            (_, TimeoutRejectedException) => "no answer in time, all tries together",
            (_, BrokenCircuitException) => "the store failed too often just now and is let be for a while",
            (HttpRequestError.NameResolutionError, _) => "the host's name can't be resolved",
            (HttpRequestError.ConnectionError, _) => $"can't connect: {Innermost(failure).Message}",
            (HttpRequestError.SecureConnectionError, _) => $"no secure connection: {Innermost(failure).Message}",
            (HttpRequestError.ResponseEnded, _) => "the answer was cut off",
            (HttpRequestError.InvalidResponse, _) => failure.Message,
            (HttpRequestError.ProxyTunnelError, _) => $"the outbound proxy makes no way: {Innermost(failure).Message}",
            _ when Innermost(failure) is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted } => "the answer was cut off",
            _ => Innermost(failure).Message,
        };
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
