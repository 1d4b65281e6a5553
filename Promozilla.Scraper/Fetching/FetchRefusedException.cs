namespace Promozilla.Scraper.Fetching;

/// <summary>A courtesy or a bound stopped a request: thrown by the handlers, made an outcome by <see cref="PageFetcher"/>.</summary>
/// <param name="isBlocked">The shop does not want it (robots.txt, a cool-down); otherwise we don't (size, host, private address).</param>
/// <param name="isPassing">It may be otherwise in a moment: worth another try.</param>
/// <param name="isUnasked">The shop never heard of the request: whoever is next need not wait.</param>
public sealed class FetchRefusedException(string reason, bool isBlocked = false, bool isPassing = false, bool isUnasked = false) : HttpRequestException(reason)
{
    public bool IsBlocked { get; } = isBlocked;

    public bool IsPassing { get; } = isPassing;

    public bool IsUnasked { get; } = isUnasked;

    /// <summary>The refusal in what was thrown; SocketsHttpHandler wraps what a connect throws.</summary>
    public static FetchRefusedException? In(Exception? thrown) => thrown as FetchRefusedException ?? thrown?.InnerException as FetchRefusedException;
}
