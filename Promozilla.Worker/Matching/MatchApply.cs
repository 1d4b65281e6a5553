using Npgsql;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Carries out what people said of matches, and what they hid, without waiting for the night: by a run that reads nothing and closes.</summary>
public sealed class MatchApply(TimeProvider clock) : IOperatorAct
{
    public string Action => "match.apply";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await OperatorRun.JoinAsync(connection, clock.GetUtcNow(), cancellationToken);
        return "taken up";
    }
}
