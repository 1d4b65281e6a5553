namespace Promozilla.Messaging.Contracts;

/// <summary>Event, Scraper to Worker: unhandled exceptions since the last such message, scrubbed. At most 50 groups, each with a handful of moments.</summary>
/// <param name="BatchId">Made when the batch is; a batch that is published again keeps it.</param>
/// <param name="Service">scraper.</param>
/// <param name="Release">Version and commit.</param>
public sealed record ErrorsSeen(Guid BatchId, string Service, string Release, IReadOnlyList<SeenErrors> Groups) : IMessage
{
    public static string Queue => "errors-seen";
    public static int SchemaVersion => 1;
    public Guid MessageId => BatchId;
}

/// <summary>Errors of one type from one place.</summary>
/// <param name="Fingerprint">32 hex digits.</param>
/// <param name="FirstAt">UTC.</param>
/// <param name="LastAt">UTC.</param>
public sealed record SeenErrors(
    string Fingerprint, string Type, string Place, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string Message, string Stack, IReadOnlyList<SeenMoment> Recent);

/// <param name="At">UTC.</param>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="Doing">What was being done, as the trace calls it.</param>
public sealed record SeenMoment(DateTimeOffset At, string? TraceId, string? Doing);
