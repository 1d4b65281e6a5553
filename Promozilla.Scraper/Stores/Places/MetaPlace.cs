using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>Open Graph and its kin: the content of <c>meta[property]</c> or <c>meta[name]</c>.</summary>
internal sealed record MetaPlace(string Name) : FieldPlace
{
    public override IEnumerable<string?> Texts(HtmlNode item) =>
        item.Descendants("meta").Where(meta => IsNamed(meta.Attributes["property"]) || IsNamed(meta.Attributes["name"])).Select(meta => HtmlText.Attribute(meta, "content"));

    private bool IsNamed(HtmlAttribute? attribute) => attribute?.Value is { } name && name.Trim().Equals(Name, StringComparison.OrdinalIgnoreCase);
}
