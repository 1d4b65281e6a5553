using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Ingest;

/// <summary>What of a message can be stored: one broken item must not make a dead letter of the two hundred it came with.</summary>
internal static class Soundness
{
    private const int LongestText = 4000;

    /// <summary>No shop of ours sells a thing for more; a price outside is one that was read wrong.</summary>
    private const decimal HighestPrice = 100_000m;

    /// <returns>The items worth storing, one for each id, in the order of their ids so that two workers lock in one order.</returns>
    public static List<ObservedListing> Of(IReadOnlyList<ObservedListing> items)
    {
        var sound = new SortedList<string, ObservedListing>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (IsStorable(item) && !sound.ContainsKey(item.ItemId))
            {
                sound.Add(item.ItemId, WithSoundPrices(item));
            }
        }

        return [.. sound.Values];
    }

    private static ObservedListing WithSoundPrices(ObservedListing item)
    {
        if (IsSound(item.Price) && (item.ClaimedPrice is null || IsSound(item.ClaimedPrice)))
        {
            return item;
        }

        return IsSound(item.Price)
            ? item with { ClaimedPrice = null, ClaimedKind = null }
            : item with { Price = null, ClaimedPrice = null, ClaimedKind = null };
    }

    private static bool IsSound(decimal? price) => price is > 0 and < HighestPrice && decimal.Round(price.Value, 2) == price;

    private static bool IsStorable(ObservedListing item) =>
        item.ItemId is { Length: > 0 and < 400 } && item.Url is { Length: > 0 } && item.Title is { Length: > 0 }
        && new[]
        {
            item.ItemId, item.Url, item.Title, item.Currency, item.ClaimedKind, item.Availability, item.Condition, item.Format, item.Gtin,
            item.Image, item.Seller, item.Kind, item.Platform, item.Edition, item.TitleKey, item.DisplayTitle,
        }.All(text => text is null || (text.Length <= LongestText && !text.Contains('\0')));
}
