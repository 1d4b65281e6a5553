namespace Promozilla.ServiceDefaults.Errors;

/// <summary>What one service saw since it last told: whoever records it does so once, by <paramref name="Id"/>. Nothing in it is about a person.</summary>
/// <param name="Service">web, worker or scraper.</param>
/// <param name="Release">Version and commit.</param>
public sealed record ErrorBatch(Guid Id, string Service, string Release, IReadOnlyList<ErrorTally> Groups);

/// <summary>One group's share of a batch.</summary>
/// <param name="Fingerprint">32 hex digits: service, type and place.</param>
/// <param name="Type">The exception's full name; of a database's, its SQLSTATE too.</param>
/// <param name="Place">The first frame of our own, without line, arguments and what the compiler adds.</param>
/// <param name="Message">Scrubbed, of one of them.</param>
/// <param name="Stack">Scrubbed, of the same one, with what caused it.</param>
/// <param name="Recent">Of the first few.</param>
public sealed record ErrorTally(
    string Fingerprint, string Type, string Place, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string Message, string Stack, IReadOnlyList<ErrorMoment> Recent);

/// <param name="TraceId">32 hex digits; null outside of any trace.</param>
/// <param name="Doing">What was being done, as the trace calls it: "GET /p/{slug}", "process listings-observed".</param>
public sealed record ErrorMoment(DateTimeOffset At, string? TraceId, string? Doing);

/// <summary>Where a service's errors go: straight into the table, or through the broker where there is no database.</summary>
public interface IErrorSink
{
    /// <summary>Safe when it returns. May be called again with the same batch, also when it was recorded already.</summary>
    Task RecordAsync(ErrorBatch batch, CancellationToken cancellationToken);
}
