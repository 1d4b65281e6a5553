using Npgsql;

namespace Promozilla.Worker.Operators;

/// <summary>A mail to the operator as a row of the outbox, for whoever decides it within a transaction of its own.</summary>
internal static class OperatorMail
{
    private const string Insert = """
        INSERT INTO outgoing_mails (id, kind, to_address, subject, text_body, html_body, dedupe_key, status, attempts, created_at, next_attempt_at)
        VALUES ($1, 'operator', $2, $3, $4, $5, $6, 'pending', 0, $7, $7)
        ON CONFLICT (dedupe_key) DO NOTHING
        """;

    public static NpgsqlCommand Write(NpgsqlConnection connection, string address, string subject, string text, string html, string dedupeKey, DateTimeOffset now) =>
        new NpgsqlCommand(Insert, connection).With(
            Sql.Value(Guid.CreateVersion7(now)), Sql.Value(address), Sql.Value(subject), Sql.Value(text), Sql.Value(html), Sql.Value(dedupeKey), Sql.Value(now));
}
