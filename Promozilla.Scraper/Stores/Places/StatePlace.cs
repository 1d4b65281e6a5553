using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>A path within the page's embedded state.</summary>
/// <param name="Name">The script's id, such as __NEXT_DATA__, or the variable that it assigns.</param>
internal sealed record StatePlace(string Name, JsonPath Path) : FieldPlace
{
    public override IEnumerable<string?> Texts(HtmlNode item) =>
        EmbeddedJson.State(item.OwnerDocument.DocumentNode, Name) is { } root ? Path.All(root).Select(found => JsonPath.Text(found)) : [];
}
