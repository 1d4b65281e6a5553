namespace Promozilla.Scraper.Fetching;

/// <summary>How one request must behave; travels with the request through the handlers.</summary>
/// <param name="Hosts">The only hosts (host, or host:port where the port is not the scheme's own) it may reach, redirects included; null: any public one.</param>
public sealed record Courtesy(IReadOnlyList<string>? Hosts, double DelaySeconds, double JitterSeconds)
{
    public static readonly HttpRequestOptionsKey<Courtesy> Key = new("promozilla.courtesy");
    public static readonly HttpRequestOptionsKey<double> CrawlDelay = new("promozilla.crawl-delay");

    /// <summary>The store it is for: chooses its proxy and its kept pages.</summary>
    public string? Store { get; init; }

    /// <summary>The run it is part of: a refusal ends the run for that store.</summary>
    public Guid? Run { get; init; }

    /// <summary>A picture is not a page: a refused picture says nothing of the store.</summary>
    public bool IsPage { get; init; }

    public bool IsRobots { get; init; }

    public static Courtesy Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var courtesy) ? courtesy : new Courtesy(null, 3, 2);

    public bool Allows(Uri url) =>
        Hosts is null || Hosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase) || Hosts.Contains($"{url.Host}:{url.Port}", StringComparer.OrdinalIgnoreCase);
}
