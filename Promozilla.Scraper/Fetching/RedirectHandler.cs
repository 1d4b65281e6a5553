using System.Net;

namespace Promozilla.Scraper.Fetching;

/// <summary>Follows redirects by hand, so that every hop passes the other handlers again, and never off the store's hosts or from https to http.</summary>
public sealed class RedirectHandler : DelegatingHandler
{
    private const int MostHops = 6;
    private const int LongestAddress = 4000;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var courtesy = Courtesy.Of(request);
        for (var hop = 0; ; hop++)
        {
            if (request.RequestUri is not { } url || url.Scheme is not ("https" or "http")) throw new FetchRefusedException("not an http(s) address");
            if (url.OriginalString.Length > LongestAddress) throw new FetchRefusedException($"an address of more than {LongestAddress} characters");
            if (!courtesy.Allows(url)) throw new FetchRefusedException($"{url.Authority} is none of the store's hosts");
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            if (hop == MostHops) throw new FetchRefusedException("too many redirects");
            if (!Uri.TryCreate(url, location, out var target)) throw new FetchRefusedException("a redirect to no address");
            if (url.Scheme == "https" && target.Scheme == "http") throw new FetchRefusedException("a redirect from https to http");
            request = Next(request, target, response.StatusCode);
        }
    }

    private static HttpRequestMessage Next(HttpRequestMessage request, Uri url, HttpStatusCode status)
    {
        var keepsBody = status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        var next = new HttpRequestMessage(keepsBody ? request.Method : HttpMethod.Get, url)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
            Content = keepsBody ? request.Content : null,
        };
        foreach (var header in request.Headers) next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        next.Options.Set(Courtesy.Key, Courtesy.Of(request));
        return next;
    }
}
