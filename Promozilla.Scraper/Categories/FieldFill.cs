using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Categories;

/// <summary>Counts how many items had each field: a share that falls is the first sign of a changed layout.</summary>
internal sealed class FieldFill
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal) { ["price"] = 0, ["title"] = 0, ["image"] = 0, ["gtin"] = 0, ["availability"] = 0 };
    private int _items;

    public void Count(ObservedListing item)
    {
        _items++;
        Add("price", item.Price is not null);
        Add("title", item.Title.Length > 0);
        Add("image", item.Image is not null);
        Add("gtin", item.Gtin is not null);
        Add("availability", item.Availability != Availability.Unknown);
    }

    public IReadOnlyDictionary<string, decimal> Shares() => _counts.ToDictionary(field => field.Key, field => _items == 0 ? 0 : decimal.Round((decimal)field.Value / _items, 4), StringComparer.Ordinal);

    private void Add(string field, bool isThere)
    {
        if (isThere) _counts[field]++;
    }
}
