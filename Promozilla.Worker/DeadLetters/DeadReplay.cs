using System.Text.Json;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.DeadLetters;

/// <summary>Puts a dead letter back on its queue. A crash after the broker's confirm puts it there twice, which handling bears.</summary>
public sealed class DeadReplay(DeadMessages messages, TimeProvider clock) : IOperatorAct
{
    private const string Take = "SELECT queue, message_id, type, headers::text, body FROM dead_letters WHERE id = $1 AND settled_at IS NULL FOR UPDATE";

    // The operator waits for the answer, and the database holds the letter's row.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Action => "dead.replay";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var letter = order.Read<LetterOrder>().Letter;
        await messages.ReplayAsync(await TakeAsync(connection, letter, cancellationToken), Patience, cancellationToken);
        await DeadDrop.SettleAsync(connection, letter, Data.Messages.DeadLetterEnds.Replayed, clock.GetUtcNow(), cancellationToken);
        return "back on its queue";
    }

    private static async Task<DeadMessage> TakeAsync(NpgsqlConnection connection, Guid letter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Take, connection).With(Sql.Value(letter));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new DeadMessage(reader.GetString(0), reader.Get<string>(1), reader.Get<string>(2), Headers(reader.GetString(3)), reader.GetFieldValue<byte[]>(4))
            : throw new OperatorActException("it is settled already");
    }

    private static Dictionary<string, object?> Headers(string json) => JsonDocument.Parse(json).RootElement.EnumerateObject()
        .ToDictionary(header => header.Name, header => header.Value.ValueKind is JsonValueKind.Number && header.Value.TryGetInt32(out var number) ? number : (object?)header.Value.ToString());
}

internal sealed record LetterOrder(Guid Letter);
