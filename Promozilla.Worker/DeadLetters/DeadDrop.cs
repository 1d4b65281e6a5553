using Npgsql;
using Promozilla.Data.Messages;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.DeadLetters;

/// <summary>A dead letter that is of no use any more: it is kept a month, and alerts nobody.</summary>
public sealed class DeadDrop(TimeProvider clock) : IOperatorAct
{
    private const string Settle = "UPDATE dead_letters SET settled_at = $2, settled_as = $3 WHERE id = $1 AND settled_at IS NULL";

    public string Action => "dead.drop";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await SettleAsync(connection, order.Read<LetterOrder>().Letter, DeadLetterEnds.Dropped, clock.GetUtcNow(), cancellationToken);
        return "dropped";
    }

    internal static async Task SettleAsync(NpgsqlConnection connection, Guid letter, string how, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Settle, connection).With(Sql.Value(letter), Sql.Value(now), Sql.Value(how));
        if (await command.ExecuteNonQueryAsync(cancellationToken) is 0) throw new OperatorActException("it is settled already");
    }
}
