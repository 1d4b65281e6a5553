using Promozilla.Data.Prices;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

/// <summary>Which prices are worth waiting for: what the last year says of the one that somebody asks about, and of two that it offers.</summary>
/// <param name="Days">For how many days it was watched, a year at most.</param>
/// <param name="Low">The least that a new one cost in them, EUR.</param>
/// <param name="IsLowNow">It costs that now.</param>
/// <param name="Offered">Under today's price, ascending.</param>
public sealed record TargetHints(int Days, decimal Low, bool IsLowNow, TargetHint? Asked, IReadOnlyList<TargetHint> Offered)
{
    private const int Year = 365;

    /// <param name="line">The product's best prices of the year, ascending.</param>
    /// <param name="best">What a new one costs now; null where none can be bought.</param>
    /// <returns>Null where too little was seen to say anything: under five weeks, or never on sale.</returns>
    public static TargetHints? Of(IReadOnlyList<BestPriceSpan> line, DateTimeOffset? watchedSince, decimal? best, decimal? asked, DateTimeOffset now)
    {
        if (line.Count is 0 || watchedSince is not { } since || now - since < ProductRow.WatchedEnough)
        {
            return null;
        }

        var low = line.Min(span => span.Price);
        // What it suggests to whoever asks for less than was ever to be had.
        var realistic = TargetOutlook.Of(low - 0.01m, line, now).Suggestion;
        decimal?[] offered = [low, realistic];
        return new TargetHints(
            Math.Min((now - since).Days, Year), low, best <= low, asked is { } price ? Hint(price) : null,
            [.. offered.OfType<decimal>().Where(offer => best is null || offer < best).Distinct().Order().Select(Hint)]);

        TargetHint Hint(decimal target) => new(target, TargetOutlook.Of(target, line, now));
    }
}

public sealed record TargetHint(decimal Price, TargetOutlook Outlook);
