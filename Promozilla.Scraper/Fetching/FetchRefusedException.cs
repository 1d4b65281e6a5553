namespace Promozilla.Scraper.Fetching;

/// <summary>A courtesy or a bound stopped a request: thrown by the handlers, made an outcome by <see cref="PageFetcher"/>.</summary>
/// <param name="isBlocked">The shop does not want it (robots.txt); otherwise we don't (size, host, private address).</param>
public sealed class FetchRefusedException(string reason, bool isBlocked = false) : HttpRequestException(reason)
{
    public bool IsBlocked { get; } = isBlocked;
}
