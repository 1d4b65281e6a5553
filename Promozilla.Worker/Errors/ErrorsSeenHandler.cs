using Promozilla.Data.Errors;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Errors;

/// <summary>Records the errors of a service without a database. Twice or out of order is all the same: a batch counts once, and the newest moment wins.</summary>
public sealed class ErrorsSeenHandler(ErrorTable table, DatabaseGate gate) : IMessageHandler<ErrorsSeen>
{
    public async Task HandleAsync(ErrorsSeen message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        await table.RecordAsync(new ErrorBatch(message.BatchId, message.Service, message.Release, [.. message.Groups.Select(Tally)]), cancellationToken);
    }

    private static ErrorTally Tally(SeenErrors group) => new(
        group.Fingerprint, group.Type, group.Place, group.Count, group.FirstAt, group.LastAt, group.Message, group.Stack,
        [.. group.Recent.Select(moment => new ErrorMoment(moment.At, moment.TraceId, moment.Doing))]);
}
