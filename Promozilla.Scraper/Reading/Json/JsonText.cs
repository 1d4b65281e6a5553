using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Reading;

/// <summary>Parses JSON as shops write it: with comments, CDATA marks, control characters, trailing commas, HTML entities, JSONP round it.</summary>
public static partial class JsonText
{
    private const int LongestMended = 1_000_000;
    private const int DeepestClosed = 64;
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 128 };

    /// <summary>The document (the caller disposes it), or null when it can't be repaired.</summary>
    public static JsonDocument? TryParse(string text)
    {
        var trimmed = text.Trim('\ufeff', ' ', '\t', '\r', '\n', ';', '\u00a0');
        if (trimmed.Length == 0) return null;
        if (Try(trimmed) is { } good) return good;
        var inner = Unwrapped(trimmed);
        return Try(inner) ?? Try(Repaired(inner)) ?? (inner.Length > LongestMended ? null : TryHarder(Repaired(WithoutComments(inner))));
    }

    private static JsonDocument? Try(string text)
    {
        try
        {
            // Half a surrogate pair is no text: .NET would throw where it is read.
            if (text.Contains("\\u", StringComparison.Ordinal)) text = LoneSurrogates().Replace(text, "\\ufffd");
            return JsonDocument.Parse(text, Lenient);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static string Unwrapped(string text)
    {
        text = Guard().Replace(text, "");
        text = Wrapping().Replace(text, "").Trim(';', ' ', '\r', '\n', '\t');
        var jsonp = Callback().Match(text);
        if (jsonp.Success) text = jsonp.Groups[1].Value;
        // Encoded once too often: a real document holds bare quotes.
        if (text.Contains("&quot;", StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)) text = System.Net.WebUtility.HtmlDecode(text);
        return text;
    }

    // What no parser takes: a decimal comma, a value left out, commas twice, several documents one after the other, quotes of the wrong kind.
    private static JsonDocument? TryHarder(string text)
    {
        var mended = DecimalComma().Replace(text, "$1\"$2.$3\"");
        mended = NoValue().Replace(mended, ":null$1");
        mended = Commas().Replace(mended, ",");
        mended = NoJson().Replace(mended, "$1null");
        if (Try(mended) is { } good) return good;
        if (Closed(mended) is { } closed && Try(closed) is { } cut) return cut;
        if (Documents().IsMatch(mended) && Try($"[{Documents().Replace(mended, "},{")}]") is { } several) return several;
        return !mended.Contains('"', StringComparison.Ordinal) && mended.Contains('\'', StringComparison.Ordinal) ? Try(mended.Replace('\'', '"')) : null;
    }

    // Cut off: what is whole stays, and is closed. The last value may be half a number, so it goes.
    private static string? Closed(string text)
    {
        var open = new Stack<char>();
        var inString = false;
        (int Length, string Ends) last = (0, "");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\') i++;
            else if (c == '"') inString = !inString;
            else if (!inString && c is '{' or '[' && open.Count < DeepestClosed) open.Push(c == '{' ? '}' : ']');
            else if (!inString && c is '}' or ']' && (open.Count == 0 || open.Pop() != c)) return null;
            else if (!inString && c == ',') last = (i, string.Concat(open));
        }

        return last.Length == 0 || (!inString && open.Count == 0) ? null : text[..last.Length] + last.Ends;
    }

    private static string WithoutComments(string text)
    {
        var kept = new StringBuilder(text.Length);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\' && i + 1 < text.Length)
            {
                kept.Append(c).Append(text[++i]);
                continue;
            }

            if (!inString && c == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                var end = text[i + 1] == '/' ? text.IndexOf('\n', i) : text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                if (end < 0) break;
                i = text[i + 1] == '/' ? end : end + 1;
                continue;
            }

            if (c == '"' && (!inString || EndsString(text, i))) inString = !inString;
            kept.Append(c);
        }

        return kept.ToString();
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\' && i + 1 < text.Length)
            {
                // A backslash before what needs none ("\'") is no JSON.
                if (text[i + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u') repaired.Append(c);
                repaired.Append(text[++i]);
            }
            else if (inString && c < ' ')
            {
                repaired.Append(' ');
            }
            else if (c == '"' && inString && !EndsString(text, i))
            {
                repaired.Append("\\\"");
            }
            else
            {
                if (c == '"') inString = !inString;
                if (c >= ' ' || c is '\n' or '\t' or '\r') repaired.Append(c);
            }
        }

        return repaired.ToString();
    }

    private static bool EndsString(string text, int quote)
    {
        for (var i = quote + 1; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i])) return text[i] is ',' or ':' or '}' or ']';
        }

        return true;
    }

    [GeneratedRegex(@"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*$")]
    private static partial Regex Wrapping();

    [GeneratedRegex(@"(""[\w-]{0,40}[Pp]rice""\s*:\s*)(\d{1,6}),(\d{2})(?=\s*[,}\]])")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}")]
    private static partial Regex LoneSurrogates();

    [GeneratedRegex(@":(\s*[,}\]])")]
    private static partial Regex NoValue();

    [GeneratedRegex(@",(?:\s*,)+")]
    private static partial Regex Commas();

    [GeneratedRegex(@"([:\[,]\s*)(?:NaN|undefined|-?Infinity|None)(?=\s*[,}\]])")]
    private static partial Regex NoJson();

    // Put before an answer so that it can't be run as a script.
    [GeneratedRegex(@"^\s*(?:\)\]\}',?|for\s*\(;;\);|while\s*\(1\);)\s*")]
    private static partial Regex Guard();

    [GeneratedRegex(@"\}\s*(?:;\s*)?\{")]
    private static partial Regex Documents();

    [GeneratedRegex(@"^[\w.$]+\(([\s\S]*)\)$")]
    private static partial Regex Callback();
}
