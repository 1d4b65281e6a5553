using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using StackExchange.Redis;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>
/// What is logged as an error and is no fault of ours: a server that can't be reached, which /health and its alert say already, and what a caller sent. The rest
/// counts, also a statement that took too long, a pool that ran dry and a full disk: nothing else tells of these.
/// </summary>
public static class ExpectedErrors
{
    /// <summary>
    /// Who logs exceptions that somebody else answers for: EF says of every failed statement before its caller may catch it, the checks are health itself, and
    /// the antiforgery's are of cookies that are old or made up.
    /// </summary>
    private static readonly string[] Noise =
        ["Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.AspNetCore.Antiforgery", typeof(ExpectedErrors).Namespace!];

    private static readonly string[] Clients = ["Npgsql.", "RabbitMQ.Client.", "StackExchange.Redis."];

    public static bool IsNoise(string category) => Noise.Any(noise => category.StartsWith(noise, StringComparison.Ordinal));

    /// <summary>Whether the database, the broker or the cache could not be reached, or sent everybody away.</summary>
    public static bool IsOutage(Exception? error) => error switch
    {
        null => false,
        AggregateException several => several.InnerExceptions.Any(IsOutage),
        // 57P: it shuts down or starts; 08: the connection; 53300: no session is left.
        DbException { SqlState: { } state } => state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) || state is "53300",
        DbException when error.GetType().FullName is "Npgsql.NpgsqlException" => !IsWaiting(error),
        RedisException or RedisTimeoutException => error is not RedisServerException,
        SocketException or IOException or ObjectDisposedException or TimeoutException when IsThrownBy(error, Clients) => true,
        _ => IsBroker(error) || IsOutage(error.InnerException),
    };

    /// <summary>What a caller sent, or that they left.</summary>
    public static bool IsCallers(Exception error) => error is BadHttpRequestException;

    /// <summary>A statement or the pool took longer than allowed; a connection that takes too long to be made is an outage.</summary>
    private static bool IsWaiting(Exception error) =>
        error.InnerException is TimeoutException && !error.Message.StartsWith("Failed to connect", StringComparison.Ordinal);

    /// <summary>The broker's client, by name: not every service has it. What the broker refuses (4xx) is a mistake of ours.</summary>
    private static bool IsBroker(Exception error) => error.GetType().FullName switch
    {
        "RabbitMQ.Client.Exceptions.BrokerUnreachableException" or "RabbitMQ.Client.Exceptions.ConnectFailureException" => true,
        "RabbitMQ.Client.Exceptions.AlreadyClosedException" or "RabbitMQ.Client.Exceptions.OperationInterruptedException" =>
            !error.Message.Contains("code=4", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsThrownBy(Exception error, string[] clients) =>
        error.StackTrace is { } stack && clients.Any(client => stack.Contains($"at {client}", StringComparison.Ordinal));
}
