namespace Promozilla.Web.Site;

/// <summary>Where people come from: one name for all addresses of a well-known place.</summary>
internal static class ReferrerName
{
    public const string None = "none";
    public const string Own = "own";
    public const string Other = "other";
    private const int LongestHost = 100;

    /// <summary>A host's name, with all before it: "www.google.pt" ends in a label "google".</summary>
    private static readonly string[] Places =
    [
        "google", "bing", "duckduckgo", "ecosia", "yahoo", "qwant", "facebook", "instagram", "reddit", "youtube", "twitter", "x", "t", "whatsapp", "telegram", "discord",
        "bsky", "mastodon", "linkedin", "pinterest", "tiktok", "kuantokusta", "github", "chatgpt", "perplexity",
    ];

    /// <summary>One of few names, whatever the header says.</summary>
    public static string Of(string referrer, string own) => Read(referrer, own).Name;

    /// <summary>Of other places their host.</summary>
    public static string OrHost(string referrer, string own)
    {
        var (name, host) = Read(referrer, own);
        return name is Other && host is { Length: > 0 and <= LongestHost } && Uri.CheckHostName(host) is UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal)
            ? host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host
            : name;
    }

    private static (string Name, string? Host) Read(string referrer, string own)
    {
        if (referrer.Length == 0) return (None, null);
        if (!Uri.TryCreate(referrer, UriKind.Absolute, out var from)) return (Other, null);
        if (from.Host.Equals(own, StringComparison.OrdinalIgnoreCase)) return (Own, null);
        var host = from.Host.ToLowerInvariant();
        // What stands before the country: google.pt, google.com, uk.search.yahoo.com, t.co.
        var labels = host.Split('.');
        var known = labels.Length > 1 ? Array.Find(Places, place => labels.AsSpan()[..^1].Contains(place)) : null;
        return (known is "t" or "twitter" ? "x" : known ?? Other, host);
    }
}
