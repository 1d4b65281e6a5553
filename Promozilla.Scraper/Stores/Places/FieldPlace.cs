using System.Text.Json;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>Where in an item a field may stand. An item is a part of a page, a whole page, or a JSON object; a place knows some of these and finds nothing in the others.</summary>
public abstract record FieldPlace
{
    public virtual IEnumerable<string?> Texts(HtmlNode item) => [];

    public virtual IEnumerable<string?> Texts(JsonElement item) => [];
}
