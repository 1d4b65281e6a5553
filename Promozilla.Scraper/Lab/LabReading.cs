using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Lab;

/// <summary>What reading a page with a draft came to.</summary>
/// <param name="Outcome">observed, notForSale, unreadable or blocked.</param>
/// <param name="Items">Each with the source of every field.</param>
public sealed record LabReading(string Outcome, string? Reason, IReadOnlyList<PageItem> Items, int? Total, double Milliseconds)
{
    public const string Observed = "observed";

    public static LabReading From(PageReading reading, double milliseconds) => reading switch
    {
        PageReading.Observed observed => new(Observed, null, observed.Items, observed.Total, milliseconds),
        PageReading.NotForSale gone => new("notForSale", gone.Reason, gone.Item is null ? [] : [gone.Item], null, milliseconds),
        PageReading.Blocked blocked => new("blocked", blocked.Reason, [], null, milliseconds),
        PageReading.Unreadable unreadable => Unreadable(unreadable.Reason, milliseconds),
        _ => throw new InvalidOperationException($"no word for {reading.GetType().Name}"),
    };

    public static LabReading Unreadable(string reason, double milliseconds) => new("unreadable", reason, [], null, milliseconds);

    /// <summary>The share of items that have each field.</summary>
    public static IReadOnlyDictionary<string, decimal> Fill(IReadOnlyList<PageItem> items)
    {
        (string Field, Func<PageItem, bool> Has)[] fields =
        [
            (Field.Name, item => item.Name is not null), (Field.Price, item => item.Price is not null), (Field.OldPrice, item => item.OldPrice is not null),
            (Field.Availability, item => item.Availability != Availability.Unknown), (Field.Condition, item => item.Condition is not null),
            (Field.Gtin, item => item.Gtin is not null), (Field.Id, item => item.Id is not null), (Field.Url, item => item.Url is not null),
            (Field.Image, item => item.Image is not null), (Field.Seller, item => item.Seller is not null),
        ];
        return fields.ToDictionary(field => field.Field, field => items.Count == 0 ? 0 : decimal.Round((decimal)items.Count(field.Has) / items.Count, 4), StringComparer.Ordinal);
    }
}
