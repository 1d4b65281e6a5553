using Promozilla.ServiceDefaults;
using Promozilla.Worker.Promotions;

namespace Promozilla.Bench.Catalogue;

/// <summary>What one listing cost so far: its prices, oldest first, and the promotions among them, judged by the product's own rules.</summary>
internal sealed class PriceStory
{
    private readonly List<StoryPrice> prices = [];
    private readonly List<StoryPromotion> promotions = [];

    private PriceStory()
    {
    }

    public IReadOnlyList<StoryPrice> Prices => prices;

    public IReadOnlyList<StoryPromotion> Promotions => promotions;

    public StoryPrice Now => prices[^1];

    /// <summary>Changes come closer together towards today: a third of two years' prices lies in the last 90 days.</summary>
    public static PriceStory Of(int points, decimal usual, string condition, string format, DateTimeOffset now, Random random)
    {
        var story = new PriceStory();
        var watched = points > 2 ? 730 : random.Next(20, 400);
        var history = new List<PricePoint>();
        var wasSale = true;
        for (var index = 0; index < points; index++)
        {
            var age = watched * Math.Pow(1 - ((double)index / points), 1.6);
            var at = now.AddDays(-age).AddMinutes(random.Next(60));
            var isSale = !wasSale && random.Next(100) < (index == points - 1 ? 30 : 45);
            var price = isSale ? Cents(usual * random.Next(60, 95) / 100) : Cents(usual * random.Next(97, 104) / 100);
            var claimed = isSale && random.Next(10) < 7 ? Cents(usual * random.Next(100, 115) / 100) : (decimal?)null;
            claimed = claimed > price ? claimed : null;
            var availability = random.Next(100) switch { < 9 => Availability.OutOfStock, < 11 => Availability.PreOrder, _ => Availability.InStock };
            var next = new StoryPrice(at, price, claimed, availability);
            story.promotions.EndOpen(at);
            if (isSale) story.promotions.Add(Judged(next, history, PromotionRules.IsJudged(condition, format)));
            story.prices.Add(next);
            history.Add(new PricePoint(at, price));
            if (history.Count > 20) history.RemoveAt(0);
            wasSale = isSale;
        }

        return story;
    }

    private static StoryPromotion Judged(StoryPrice price, List<PricePoint> history, bool judged)
    {
        var (reference, days) = ReferencePrice.Before(history, [], price.At);
        return new StoryPromotion(price, history[^1].Price, reference, days, Verdict.Of(price.Price, reference?.Price, price.Claimed, judged), null);
    }

    private static decimal Cents(decimal price) => Math.Floor(price) + 0.99m;
}

/// <param name="Claimed">The previous price that the store claims.</param>
internal readonly record struct StoryPrice(DateTimeOffset At, decimal Price, decimal? Claimed, string Availability)
{
    public string? ClaimKind => Claimed is null ? null : ServiceDefaults.ClaimKind.Previous;
}

internal readonly record struct StoryPromotion(StoryPrice Price, decimal Before, Reference? Reference, int ObservedDays, Verdict Verdict, DateTimeOffset? EndedAt);

internal static class StoryPromotions
{
    public static void EndOpen(this List<StoryPromotion> promotions, DateTimeOffset at)
    {
        if (promotions is [.., { EndedAt: null } last]) promotions[^1] = last with { EndedAt = at };
    }
}
