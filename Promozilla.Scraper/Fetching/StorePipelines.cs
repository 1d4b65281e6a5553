using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Promozilla.Scraper.Fetching;

/// <summary>One resilience pipeline a store: a time for all tries, jittered retries that honour Retry-After, a breaker, a time per try.</summary>
public sealed class StorePipelines(IOptions<ScraperOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(90);
    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> _pipelines = new(StringComparer.Ordinal);

    public ResiliencePipeline<HttpResponseMessage> For(string store) => _pipelines.GetOrAdd(store, _ => Build());

    private ResiliencePipeline<HttpResponseMessage> Build()
    {
        var given = options.Value;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddTimeout(TimeSpan.FromSeconds(given.PageSeconds));
        if (given.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
                MaxRetryAttempts = given.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(given.RetrySeconds),
                MaxDelay = LongestRetryAfter,
                DelayGenerator = args => ValueTask.FromResult(RetryAfter(args.Outcome.Result)),
            });
        }

        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
            FailureRatio = 0.8,
            MinimumThroughput = 12,
            SamplingDuration = TimeSpan.FromMinutes(2),
            BreakDuration = TimeSpan.FromSeconds(30),
        });
        return builder.AddTimeout(TimeSpan.FromSeconds(given.TrySeconds)).Build();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var asked = response?.Headers.RetryAfter;
        var pause = asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : null);
        return pause is { } given && given > TimeSpan.Zero ? (given < LongestRetryAfter ? given : LongestRetryAfter) : null;
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: FetchRefusedException } => false,
        { Exception: HttpRequestException { InnerException: FetchRefusedException } } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500,
        _ => false,
    };
}
