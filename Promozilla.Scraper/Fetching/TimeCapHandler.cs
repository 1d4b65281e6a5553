using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>Bounds one request in time, from its turn to the last byte of its answer. It stands behind the pace: waiting for a turn is no slowness of the shop's.</summary>
public sealed class TimeCapHandler(IOptions<ScraperOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TrySeconds));
        try
        {
            return await base.SendAsync(request, limit.Token);
        }
        catch (Exception late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested && late is OperationCanceledException or IOException or HttpRequestException
            && FetchRefusedException.In(late) is null)
        {
            throw new HttpRequestException($"no answer in {options.Value.TrySeconds} s");
        }
    }
}
