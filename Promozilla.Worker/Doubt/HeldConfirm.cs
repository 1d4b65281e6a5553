using Npgsql;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Doubt;

/// <summary>A person has looked, and the doubtful price is right.</summary>
public sealed class HeldConfirm(Partitions partitions, TimeProvider clock) : IOperatorAct
{
    public string Action => "held.confirm";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await partitions.EnsureAsync(now, cancellationToken);
        await HeldReadings.ConfirmAsync(connection, order.Read<HeldOrder>().Held, now, cancellationToken);
        return "confirmed";
    }
}

/// <param name="Held">The reading's own id: one that came in its place since is not meant.</param>
internal sealed record HeldOrder(Guid Held);
