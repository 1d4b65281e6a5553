using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// One resilience pipeline a store: a time for all tries, jittered retries that honour Retry-After, a breaker. The time per try is
/// TimeCapHandler's. 403 and 429 are no failures to try again: they end the store's run.
/// </summary>
public sealed class StorePipelines(IOptions<ScraperOptions> options, TimeProvider time)
{
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
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome) && !(RetryAfter.Of(args.Outcome.Result, time.GetUtcNow()) > RetryAfter.Patience)),
                MaxRetryAttempts = given.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(given.RetrySeconds),
                MaxDelay = RetryAfter.Patience,
                DelayGenerator = args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result, time.GetUtcNow())),
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
        return builder.Build();
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: { } thrown } when FetchRefusedException.In(thrown) is { } refused => refused.IsPassing,
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => response.StatusCode == HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500,
        _ => false,
    };
}
