namespace Promozilla.Scraper.Fetching;

/// <summary>How one request must behave; travels with the request through the handlers.</summary>
/// <param name="Hosts">The only hosts (host or host:port) it may reach, redirects included; null: any public one.</param>
public sealed record Courtesy(IReadOnlyList<string>? Hosts, double DelaySeconds, double JitterSeconds)
{
    public static readonly HttpRequestOptionsKey<Courtesy> Key = new("promozilla.courtesy");
    public static readonly HttpRequestOptionsKey<double> CrawlDelay = new("promozilla.crawl-delay");

    public static Courtesy Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var courtesy) ? courtesy : new Courtesy(null, 3, 2);

    public bool Allows(Uri url) => Hosts is null || Hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase) || Hosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase);
}
