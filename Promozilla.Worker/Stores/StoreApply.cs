using Npgsql;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Stores;

/// <summary>After an operator published a definition, switched a store or said what it asks for delivery: its row, and what is shown of products. Doing it again changes nothing.</summary>
public sealed class StoreApply(StoreSettings settings, ShownProducts shown) : IOperatorAct
{
    public const string Subjects = "stores/";

    public string Action => "store.apply";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var key = order.Subject.StartsWith(Subjects, StringComparison.Ordinal) ? order.Subject[Subjects.Length..] : order.Subject;
        if (await settings.ApplyAsync(key, cancellationToken) is null) throw new OperatorActException($"There is no store {key}.");
        await shown.RefreshAsync(cancellationToken);
        return "applied";
    }
}
