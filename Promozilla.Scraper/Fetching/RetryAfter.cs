namespace Promozilla.Scraper.Fetching;

/// <summary>When a shop asks us to come back: seconds or a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Longer than this nobody waits in the middle of a category.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static TimeSpan? Of(HttpResponseMessage? response, DateTimeOffset now)
    {
        var asked = response?.Headers.RetryAfter;
        var pause = asked?.Delta ?? (asked?.Date is { } date ? date - now : null);
        return pause > TimeSpan.Zero ? pause : null;
    }
}
