using System.Globalization;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// robots.txt (RFC 9309): the groups that name our product token, else those for "*"; the longest matching rule wins and allow wins a tie; "*" and a
/// final "$" are special. Crawl-delay is no part of the RFC and is honoured all the same.
/// </summary>
public sealed class RobotsRules
{
    private const int LongestFile = 512 * 1024;
    private readonly List<(bool IsAllowed, string Pattern)> _rules;

    private RobotsRules(List<(bool, string)> rules, double? crawlDelaySeconds)
    {
        _rules = rules;
        CrawlDelaySeconds = crawlDelaySeconds;
    }

    public static RobotsRules AllowAll { get; } = new([], null);

    public static RobotsRules DisallowAll { get; } = new([(false, "/")], null);

    public double? CrawlDelaySeconds { get; }

    /// <param name="userAgent">Our product token or a whole User-Agent: what stands before the first character that a token can't have.</param>
    public static RobotsRules Parse(string text, string userAgent)
    {
        // A whole User-Agent ("Promozilla/0.1 (+address)") names its product before the slash.
        var token = userAgent.Split('/', 2)[0].Trim();
        if (text.Length > LongestFile) text = text[..LongestFile];
        List<(bool, string)> own = [], others = [];
        double? ownDelay = null, otherDelay = null;
        var (isOwn, isOther, inAgents, foundOwn) = (false, false, false, false);
        foreach (var line in text.TrimStart('\ufeff').Split('\n', '\r'))
        {
            if (!TryField(line, out var name, out var value)) continue;
            if (name == "user-agent")
            {
                if (!inAgents) (isOwn, isOther) = (false, false);
                inAgents = true;
                if (IsStar(value)) isOther = true;
                else if (Token(value) is { Length: > 0 } given && given.Equals(token, StringComparison.OrdinalIgnoreCase)) (isOwn, foundOwn) = (true, true);
                continue;
            }

            if (name is "allow" or "disallow")
            {
                inAgents = false;
                // An empty rule says nothing.
                if (value.Length == 0) continue;
                if (isOwn) own.Add((name == "allow", Escape(value)));
                if (isOther) others.Add((name == "allow", Escape(value)));
                // Who allows a folder's index page allows the folder.
                var index = name == "allow" ? value.IndexOf("/index.htm", StringComparison.Ordinal) : -1;
                if (index < 0) continue;
                if (isOwn) own.Add((true, Escape(value[..(index + 1)]) + "$"));
                if (isOther) others.Add((true, Escape(value[..(index + 1)]) + "$"));
            }
            else if (name == "crawl-delay")
            {
                inAgents = false;
                if (!double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) continue;
                if (isOwn) ownDelay = seconds;
                if (isOther) otherDelay = seconds;
            }
        }

        return foundOwn ? new(own, ownDelay) : new(others, otherDelay);
    }

    /// <param name="url">Absolute, or a path with its query.</param>
    public bool IsAllowed(string url)
    {
        var path = PathOf(url);
        if (path == "/robots.txt") return true;
        var (best, isAllowed) = (-1, true);
        foreach (var (allows, pattern) in _rules)
        {
            if (pattern.Length < best || !Matches(path, pattern)) continue;
            isAllowed = pattern.Length > best ? allows : isAllowed || allows;
            best = pattern.Length;
        }

        return isAllowed;
    }

    private static bool TryField(string line, out string name, out string value)
    {
        (name, value) = ("", "");
        var hash = line.IndexOf('#', StringComparison.Ordinal);
        var text = (hash < 0 ? line : line[..hash]).Trim(' ', '\t', '\0', '\u000b', '\f');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        // "disallow /x" without its colon is common and understood.
        if (colon < 0) colon = text.IndexOfAny([' ', '\t']);
        if (colon <= 0) return false;
        name = text[..colon].Trim().ToLowerInvariant() switch
        {
            "useragent" or "user agent" => "user-agent",
            "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw" => "disallow",
            "crawldelay" => "crawl-delay",
            var known => known,
        };
        value = text[(colon + 1)..].Trim();
        return true;
    }

    private static bool IsStar(string value) => value.StartsWith('*') && (value.Length == 1 || char.IsWhiteSpace(value[1]));

    private static string Token(string userAgent)
    {
        var length = 0;
        while (length < userAgent.Length && (char.IsAsciiLetter(userAgent[length]) || userAgent[length] is '-' or '_')) length++;
        return userAgent[..length];
    }

    private static string PathOf(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal);
        var path = url;
        if (start >= 0 && url.AsSpan(0, start).IndexOfAny('?', ';', '#') < 0 && (start == 0 || url[start - 1] == ':'))
        {
            var slash = url.AsSpan(start + 2).IndexOfAny('/', '?', ';');
            path = slash < 0 ? "/" : url[(start + 2 + slash)..];
        }
        else if (!url.StartsWith('/'))
        {
            var slash = url.AsSpan().IndexOfAny('/', '?', ';');
            path = slash < 0 ? "/" : url[slash..];
        }

        var hash = path.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0) path = path[..hash];
        return Escape(path.StartsWith('/') ? path : "/" + path);
    }

    // Both sides are compared with the same escaping: other than ASCII is escaped, and an escape is written in capitals.
    private static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                escaped.Append('%').Append(char.ToUpperInvariant(text[i + 1])).Append(char.ToUpperInvariant(text[i + 2]));
                i += 2;
            }
            else if (text[i] < 128)
            {
                escaped.Append(text[i]);
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                escaped.Append(Uri.EscapeDataString(text.AsSpan(i, length)));
                i += length - 1;
            }
        }

        return escaped.ToString();
    }

    private static bool Matches(string path, string pattern)
    {
        // Positions of the path that the pattern so far may have come to; linear in path and pattern, whatever a hostile file holds.
        var reached = new bool[path.Length + 1];
        reached[0] = true;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '$' && i == pattern.Length - 1) return reached[path.Length];
            if (pattern[i] == '*')
            {
                for (var at = 1; at <= path.Length; at++) reached[at] |= reached[at - 1];
                continue;
            }

            var any = false;
            for (var at = path.Length; at > 0; at--) any |= reached[at] = reached[at - 1] && path[at - 1] == pattern[i];
            reached[0] = false;
            if (!any) return false;
        }

        return true;
    }
}
