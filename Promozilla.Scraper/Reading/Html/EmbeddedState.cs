using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Reading;

/// <summary>Products in the state that a page's script starts from: __NEXT_DATA__, application/json, <c>window.x = {...}</c>, dataLayer.</summary>
internal static partial class EmbeddedState
{
    private const int LongestScript = 5_000_000;
    private const int MostAssignments = 60;

    public static List<RawItem> Read(PageIndex index)
    {
        var items = new List<RawItem>();
        foreach (var script in index.Scripts)
        {
            var type = HtmlText.Raw(script, "type") ?? "";
            var text = script.InnerText;
            if (type.Contains("ld+json", StringComparison.OrdinalIgnoreCase) || text.Length is < 20 or > LongestScript || !Priced().IsMatch(text)) continue;
            var id = HtmlText.Raw(script, "id");
            if (type.Contains("json", StringComparison.OrdinalIgnoreCase)) Add(text, $"json:{id ?? "script"}", items);
            else foreach (var start in Assignment().Matches(text).Take(MostAssignments)) Add(Balanced(text, start.Index + start.Length - 1), $"json:{start.Groups[1].Value}", items);
        }

        return items;
    }

    private static void Add(string json, string source, List<RawItem> items)
    {
        if (items.Count > 0) return;
        using var document = JsonText.TryParse(json);
        if (document is null) return;
        if (NuxtPayload.Unfold(document.RootElement) is { } unfolded)
        {
            using var state = JsonText.TryParse(unfolded);
            if (state is not null) items.AddRange(JsonObjectReader.Read(state.RootElement, source));
            return;
        }

        items.AddRange(JsonObjectReader.Read(document.RootElement, source));
    }

    /// <summary>The object or list that begins there, to its closing bracket; empty when it never closes.</summary>
    internal static string Balanced(string text, int start)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c == '"')
            {
                quote = c;
            }
            else if (c is '{' or '[')
            {
                depth++;
            }
            else if (c is '}' or ']' && --depth == 0)
            {
                return text[start..(i + 1)];
            }
        }

        return "";
    }

    [GeneratedRegex("price|preco|sellPrice", RegexOptions.IgnoreCase)]
    private static partial Regex Priced();

    [GeneratedRegex(@"([\w.$\[\]""']{2,60})\s*=\s*[\[{]")]
    private static partial Regex Assignment();
}
