using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Scraper.Errors;

/// <summary>The errors of a service that has no database: the Worker records them.</summary>
public sealed class PublishedErrors(MessagePublisher publisher) : IErrorSink
{
    public Task RecordAsync(ErrorBatch batch, CancellationToken cancellationToken) =>
        publisher.PublishAsync(new ErrorsSeen(batch.Id, batch.Service, batch.Release, [.. batch.Groups.Select(Seen)]), cancellationToken);

    private static SeenErrors Seen(ErrorTally group) => new(
        group.Fingerprint, group.Type, group.Place, group.Count, group.FirstAt, group.LastAt, group.Message, group.Stack,
        [.. group.Recent.Select(moment => new SeenMoment(moment.At, moment.TraceId, moment.Doing))]);
}
