using Promozilla.Worker.Promotions;

namespace Promozilla.Worker.Doubt;

/// <summary>What is known of a listing, and what was just read of it: only what doubt looks at. Null: not known, not read.</summary>
public readonly record struct DoubtView(decimal? Price, string? Currency, string? Gtin, string TitleKey);

/// <summary>Which readings are held until a second one agrees. The words are those of held_readings.reason.</summary>
public static class DoubtRules
{
    public const string Fall = "fall_over_40_percent";
    public const string UnderMedian = "under_half_of_median";
    public const string Rise = "rise_over_300_percent";
    public const string Currency = "currency_changed";
    public const string Gtin = "gtin_changed";
    public const string Title = "title_changed";

    /// <summary>Nothing is wrong with the reading but that its store's run can't be believed.</summary>
    public const string SickStore = "sick_store";

    /// <summary>A page that is read twice within this time is the same mistake twice.</summary>
    public static readonly TimeSpan ConfirmedAfter = TimeSpan.FromHours(1);
    public static readonly TimeSpan MedianWindow = TimeSpan.FromDays(90);

    /// <returns>A word, or null where the reading is believed.</returns>
    public static string? Of(DoubtView known, DoubtView read, decimal? median)
    {
        if (known.Currency is not null && read.Currency is not null && known.Currency != read.Currency)
        {
            return Currency;
        }

        if (known.Gtin is not null && read.Gtin is not null && known.Gtin != read.Gtin)
        {
            return Gtin;
        }

        if (!SameTitle(known.TitleKey, read.TitleKey))
        {
            return Title;
        }

        return read.Price switch
        {
            { } price when price < known.Price * 0.6m => Fall,
            { } price when price > known.Price * 4m => Rise,
            { } price when price != known.Price && price < median * 0.5m => UnderMedian,
            _ => null,
        };
    }

    /// <summary>The price below which the listing stood for half of the time since <paramref name="from"/>: points alone would weigh a one-day sale as much as a quarter.</summary>
    public static decimal? Median(IReadOnlyList<PricePoint> history, DateTimeOffset from, DateTimeOffset to)
    {
        var spans = new List<(decimal Price, TimeSpan Lasted)>(history.Count);
        for (var at = 0; at < history.Count; at++)
        {
            var start = history[at].At > from ? history[at].At : from;
            var end = at + 1 < history.Count ? history[at + 1].At : to;
            if (end > start)
            {
                spans.Add((history[at].Price, end - start));
            }
        }

        spans.Sort((left, right) => left.Price.CompareTo(right.Price));
        var half = TimeSpan.FromTicks(spans.Sum(span => span.Lasted.Ticks) / 2);
        foreach (var (price, lasted) in spans)
        {
            half -= lasted;
            if (half <= TimeSpan.Zero)
            {
                return price;
            }
        }

        return null;
    }

    /// <summary>Half of the shorter title's words are in the other: a store may add or cut words, another product shares few.</summary>
    public static bool SameTitle(string known, string read)
    {
        if (known == read)
        {
            return true;
        }

        var left = known.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var right = read.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var fewer = Math.Min(left.Count, right.Count);
        return fewer == 0 || left.Count(right.Contains) * 2 >= fewer;
    }
}
