using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Promozilla.Web.Site;

/// <summary>Which errors say that the database can't be reached, or sends everybody away: it is back soon, and nothing of ours is wrong.</summary>
internal static class Outage
{
    private const string RetryAfterSeconds = "30";

    public static int StatusOf(Exception error) => Is(error) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    public static void TellWhenToComeBack(this HttpContext context)
    {
        if (context.Response.StatusCode is StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
    }

    public static bool Is(Exception? error) => error switch
    {
        null => false,
        // 57P: it shuts down or starts; 53: no connection or memory left; 08: the connection.
        PostgresException told => told.SqlState.StartsWith("57P", StringComparison.Ordinal) || told.SqlState.StartsWith("53", StringComparison.Ordinal)
            || told.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException or SocketException or RetryLimitExceededException => true,
        _ => Is(error.InnerException),
    };
}
