using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Errors;
using Promozilla.Data.Mail.Errors;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Errors;

/// <summary>
/// Tells the operator of errors: at once of a group that is new or came back, then of what came meanwhile, once an hour at most. All that is due goes into one
/// mail: a release that breaks thirty things is one mail, not thirty.
/// </summary>
public sealed class ErrorLetters(NpgsqlDataSource database, IOptions<OperatorOptions> options, Markets markets, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    // Whoever comes second finds the groups locked or told.
    private const string Due = $"""
        UPDATE error_groups told SET mailed_at = $1, mailed_count = told.count, mails = told.mails + 1
        FROM (
            SELECT id, count - mailed_count AS fresh, mailed_at AS before FROM error_groups
            WHERE state = '{ErrorState.Open}' AND count > mailed_count AND (mailed_at IS NULL OR mailed_at <= $2)
            ORDER BY id FOR UPDATE SKIP LOCKED
        ) due
        WHERE told.id = due.id
        RETURNING told.id, told.fingerprint, told.mails, told.service, told.type, told.place, told.message, due.fresh, told.count, told.last_seen_at, told.last_release,
            told.last_trace_id, CASE WHEN due.before IS NOT NULL THEN 'goes_on' WHEN told.returns > 0 THEN 'back' ELSE 'new' END
        """;

    /// <returns>How many groups the operator is told of.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MailAddress is not { Length: > 0 } address) return 0;
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (due, key) = await TakeAsync(connection, now, cancellationToken);
        if (due.Count == 0) return 0;
        var letter = new ErrorLetter(options.Value.MailLanguage, due, new Uri(markets.Main.Address("/admin/erros")), markets.Main.TimeZone);
        await using var mail = OperatorMail.Write(connection, address, letter.Subject, letter.Text(), letter.Html(), key, now);
        await mail.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    private static async Task<(List<DueError> Due, string Key)> TakeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, connection).With(Sql.Value(now), Sql.Value(now - Pause));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (due, keys) = (new List<DueError>(), new List<string>());
        while (await reader.ReadAsync(cancellationToken))
        {
            // By id: a group that retention took away and that comes again is another.
            keys.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"error:{reader.GetInt64(0)}:{reader.GetInt32(2)}"));
            due.Add(new DueError(
                reader.GetInt64(0), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetInt64(7), reader.GetInt64(8),
                reader.GetFieldValue<DateTimeOffset>(9), reader.GetString(10), reader.Get<string>(11), reader.GetString(12)));
        }

        // A group's nth telling is in one mail only; its first group's names the mail.
        return ([.. due.OrderByDescending(error => error.Fresh)], keys.Order(StringComparer.Ordinal).FirstOrDefault(""));
    }
}
