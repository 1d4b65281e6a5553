using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Promozilla.Media;

/// <summary>Nothing could be written to the media store, for want of room, permission or a way there: later it may.</summary>
public sealed class MediaUnwritableException(string message, Exception why) : IOException(message, why);

/// <summary>
/// The media store, watched: what could not be written is an error the first time, counts every time, and is "media" in /health until something of that size can be written again, which the
/// check itself tries.
/// </summary>
public sealed partial class WatchedStore(IMediaStore store, ILogger<WatchedStore> logger) : IMediaStore, IHealthCheck, IDisposable
{
    public const string CheckName = "media";
    private const int LargestTry = 1 << 20;
    private static readonly Meter Meter = new("Promozilla.Media");
    private static readonly Counter<long> Writes = Meter.CreateCounter<long>("promozilla.media.writes", "{object}", "Objects written to the media store, by outcome: done, failed");
    private Failure? failure;

    public IMediaStore Watched => store;

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await store.PutAsync(key, content, cancellationToken);
            Count("done");
        }
        catch (Exception unwritten) when (IsUnwritten(unwritten))
        {
            Count("failed");
            var told = new MediaUnwritableException($"The media store takes nothing: {unwritten.Message}", unwritten);
            if (Interlocked.Exchange(ref failure, new Failure(told, content.Length)) is null) Log.Lost(logger, told);
            throw told;
        }
    }

    public Task<MediaObject?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public IAsyncEnumerable<MediaEntry> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref failure) is not { } last) return HealthCheckResult.Healthy();
        var key = $"health/{Guid.NewGuid():n}.json";
        try
        {
            await store.PutAsync(key, new byte[Math.Min(last.Length, LargestTry)], cancellationToken);
            await store.DeleteAsync(key, cancellationToken);
        }
        catch (Exception unwritten) when (IsUnwritten(unwritten))
        {
            // /health is anybody's to read: why is in the log.
            return new HealthCheckResult(context.Registration.FailureStatus, "Nothing can be written to the media store.", unwritten);
        }

        // What failed meanwhile stays.
        if (Interlocked.CompareExchange(ref failure, null, last) == last) Log.Back(logger);
        return HealthCheckResult.Healthy();
    }

    public void Dispose() => (store as IDisposable)?.Dispose();

    private static bool IsUnwritten(Exception failure) => failure is IOException or UnauthorizedAccessException or HttpRequestException or AmazonClientException;

    private static void Count(string outcome) => Writes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private sealed record Failure(Exception Why, int Length);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The media store takes nothing; what reads goes on")]
        public static partial void Lost(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Information, Message = "The media store takes objects again")]
        public static partial void Back(ILogger logger);
    }
}
