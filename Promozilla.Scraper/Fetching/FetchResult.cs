using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Fetching;

/// <summary>What fetching a page came to.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>What came with a refusal, for whoever mends the store.</summary>
    public PageContent? Answer { get; init; }

    public sealed record Page(PageContent Content) : FetchResult;

    /// <summary>There is no such page (404, 410).</summary>
    public sealed record Gone(string Reason) : FetchResult;

    /// <summary>The shop does not want us: robots.txt, 403, or 429 after all patience.</summary>
    public sealed record Blocked(string Reason) : FetchResult;

    /// <summary>It did not work this time.</summary>
    public sealed record Failed(string Reason) : FetchResult;
}
