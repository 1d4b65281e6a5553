using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Promozilla.Messaging;

namespace Promozilla.Worker.DeadLetters;

/// <summary>Keeps dead letters in the database, each once.</summary>
public sealed class DeadLetterShelf(NpgsqlDataSource database, TimeProvider clock)
{
    // One that was put back and died again is open again; one that comes twice because nobody acknowledged it changes nothing.
    private const string Keep = """
        INSERT INTO dead_letters AS letter (id, queue, message_id, type, headers, reason, body, first_at, last_at, deaths)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)
        ON CONFLICT (id) DO UPDATE SET settled_at = NULL, settled_as = NULL, headers = excluded.headers, reason = excluded.reason, last_at = excluded.last_at, deaths = letter.deaths + 1
        WHERE letter.settled_at IS NOT NULL
        """;

    private const string Depths = """
        INSERT INTO queue_depths (queue, room, messages, consumers, read_at) SELECT queue, room, messages, consumers, $5 FROM unnest($1::text[], $2::text[], $3::int[], $4::int[]) AS seen(queue, room, messages, consumers)
        ON CONFLICT (queue, room) DO UPDATE SET messages = excluded.messages, consumers = excluded.consumers, read_at = excluded.read_at
        """;

    public async Task KeepAsync(DeadMessage message, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Keep).With(
            Sql.Value(Id(message)), Sql.Value(message.Queue), Sql.Nullable(Clean(message.MessageId)), Sql.Nullable(Clean(message.Type)),
            Sql.Json(JsonSerializer.Serialize(message.Headers.ToDictionary(header => Clean(header.Key), header => header.Value is string text ? Clean(text) : header.Value))), Sql.Nullable(Clean(message.Reason)),
            new NpgsqlParameter { Value = message.Body.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea }, Sql.Value(clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task NoteDepthsAsync(IReadOnlyList<QueueFigure> figures, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Depths).With(
            Sql.Texts(figures, row => row.Queue), Sql.Texts(figures, row => row.Room), Sql.Ints(figures, row => (int)row.Messages), Sql.Ints(figures, row => (int)row.Consumers),
            Sql.Value(clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Guid Id(DeadMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{message.Queue}\n{message.MessageId}\n"));
        hash.AppendData(message.Body.Span);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    // The database's texts hold no zero. Before it is JSON: there it is an escape, which may as well be the letters of one.
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
