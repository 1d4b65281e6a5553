using System.Text.Json;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>A path within an item that is JSON itself.</summary>
internal sealed record JsonPlace(JsonPath Path) : FieldPlace
{
    public override IEnumerable<string?> Texts(JsonElement item) => Path.All(item).Select(found => JsonPath.Text(found));
}
