using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Reading;

/// <summary>Parses JSON as shops write it: with comments, CDATA marks, control characters, trailing commas, HTML entities, JSONP round it.</summary>
public static partial class JsonText
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 128 };

    /// <summary>The document (the caller disposes it), or null when it can't be repaired.</summary>
    public static JsonDocument? TryParse(string text)
    {
        var trimmed = text.Trim('\ufeff', ' ', '\t', '\r', '\n', ';', '\u00a0');
        if (trimmed.Length == 0) return null;
        return Try(trimmed) ?? Try(Unwrapped(trimmed)) ?? Try(Repaired(Unwrapped(trimmed)));
    }

    private static JsonDocument? Try(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Unwrapped(string text)
    {
        text = Wrapping().Replace(text, "").Trim(';', ' ', '\r', '\n', '\t');
        var jsonp = Callback().Match(text);
        if (jsonp.Success) text = jsonp.Groups[1].Value;
        // Encoded once too often: a real document holds bare quotes.
        if (text.Contains("&quot;", StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)) text = System.Net.WebUtility.HtmlDecode(text);
        return text;
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

    [GeneratedRegex(@"^[\w.$]+\(([\s\S]*)\)$")]
    private static partial Regex Callback();
}
