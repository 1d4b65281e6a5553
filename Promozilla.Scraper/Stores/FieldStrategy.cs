using System.Text.Json;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores.Places;

namespace Promozilla.Scraper.Stores;

/// <summary>One way to find a field within an item; a field has a chain of them and the first that finds something wins.</summary>
/// <param name="Source">How the finding is named: the way and its place, such as css:h1 or jsonLd:offers.price.</param>
/// <param name="Place">Where it is looked for; null for a constant and for another field.</param>
/// <param name="FromField">Another field of the same item, already read.</param>
/// <param name="Pattern">Cuts the finding down to its first group, or refuses it.</param>
/// <param name="Prefix">Put before the finding: the site of addresses that an API leaves out.</param>
/// <param name="Value">Stands for whatever was found; the constant itself.</param>
public sealed record FieldStrategy(string Source, FieldPlace? Place, string? FromField, Regex? Pattern, string? Prefix, string? Value)
{
    public string? Find(HtmlNode item, RawItem soFar) => Find(Place?.Texts(item), soFar);

    public string? Find(JsonElement item, RawItem soFar) => Find(Place?.Texts(item), soFar);

    private string? Find(IEnumerable<string?>? texts, RawItem soFar)
    {
        if (FromField is not null) return Finish(soFar[FromField]);
        return texts is null ? Value : texts.Select(Finish).FirstOrDefault(text => text is not null);
    }

    private string? Finish(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Pattern is not null)
        {
            var match = Pattern.Match(text);
            if (!match.Success) return null;
            text = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
        }

        return string.IsNullOrWhiteSpace(text) ? null : Value ?? Prefix + text;
    }
}
