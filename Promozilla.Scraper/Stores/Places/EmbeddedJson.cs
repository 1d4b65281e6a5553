using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>JSON within a page, parsed once however many fields are read from it.</summary>
internal static class EmbeddedJson
{
    private const int Longest = 5_000_000;
    private static readonly ConditionalWeakTable<HtmlNode, Dictionary<string, JsonElement?>> Parsed = [];

    public static JsonElement? Parse(HtmlNode node, string name, string? text) => Once(node, name, () => Read(text));

    /// <summary>The state that a page's script starts from: the script with this id, or what is assigned to this name (<c>window.x = {...}</c>).</summary>
    public static JsonElement? State(HtmlNode page, string name) => Once(page, "state " + name, () =>
    {
        var assignment = new Regex($@"(?<![\w.$]){Regex.Escape(name)}\s*=\s*(?=[\[{{])", RegexOptions.CultureInvariant, FieldStrategyParser.LongestMatch);
        foreach (var script in page.Descendants("script"))
        {
            var text = script.InnerText;
            if (text.Length > Longest) continue;
            if (script.Attributes["id"]?.Value == name) return Read(text);
            if (text.Contains(name, StringComparison.Ordinal) && assignment.Match(text) is { Success: true } match) return Read(EmbeddedState.Balanced(text, match.Index + match.Length));
        }

        return null;
    });

    public static JsonElement? Once(HtmlNode node, string name, Func<JsonElement?> read)
    {
        var known = Parsed.GetValue(node, _ => new Dictionary<string, JsonElement?>(StringComparer.Ordinal));
        lock (known)
        {
            if (!known.TryGetValue(name, out var element)) known[name] = element = read();
            return element;
        }
    }

    public static JsonElement? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest) return null;
        using var document = JsonText.TryParse(text);
        if (document is null) return null;
        if (NuxtPayload.Unfold(document.RootElement) is not { } unfolded) return document.RootElement.Clone();
        using var state = JsonText.TryParse(unfolded);
        return state?.RootElement.Clone();
    }
}
