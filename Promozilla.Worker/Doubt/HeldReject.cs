using Npgsql;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Doubt;

/// <summary>A person has looked, and the doubtful price is wrong. Read once more, it is doubted from the start.</summary>
public sealed class HeldReject(TimeProvider clock) : IOperatorAct
{
    public string Action => "held.reject";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await HeldReadings.RejectAsync(connection, order.Read<HeldOrder>().Held, clock.GetUtcNow(), cancellationToken);
        return "rejected";
    }
}
