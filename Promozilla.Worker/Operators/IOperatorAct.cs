using Npgsql;

namespace Promozilla.Worker.Operators;

/// <summary>One thing that operators can ask for. After a crash it is asked of it again: what it does outside the transaction must bear that.</summary>
public interface IOperatorAct
{
    /// <summary>As in operator_requests.action.</summary>
    string Action { get; }

    /// <returns>What came of it, in plain words.</returns>
    /// <exception cref="OperatorActException">It can't be done, and never will be: why, in plain words.</exception>
    Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken);
}

/// <param name="Details">JSON object.</param>
public sealed record OperatorOrder(Guid Id, string Subject, string Details, Guid? Operator);

public sealed class OperatorActException(string why) : Exception(why);
