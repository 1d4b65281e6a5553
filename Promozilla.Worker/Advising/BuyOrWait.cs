using Promozilla.Data.Prices;

namespace Promozilla.Worker.Advising;

/// <summary>Is now a good time to buy? The first rule that applies decides, and is the reason that is given.</summary>
public static class BuyOrWait
{
    public const string Sure = "high";
    public const string Fairly = "medium";
    public const string Hardly = "low";

    /// <summary>A low says something only when some weeks were watched before it (camelcamelcamel's rule: five).</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromDays(35);

    private const decimal NearLow = 1.05m;
    private const int SaleSoon = 21;
    private const int DaysAMonth = 30;

    /// <param name="market">The country's key: shops of each have seasons of their own.</param>
    /// <param name="today">In the market.</param>
    public static Advice Of(AdviceFacts facts, DateTimeOffset now, string market, DateOnly today)
    {
        var watched = facts.WatchedSince is { } since ? now - since : TimeSpan.Zero;
        if (facts.Price is not { } price)
        {
            return new Advice(Advices.NotEnoughData, AdviceReasons.NotOnSale, Hardly, new AdviceNumbers());
        }

        if (watched < Enough || facts.Low is not { } low)
        {
            return new Advice(Advices.NotEnoughData, AdviceReasons.WatchedTooShort, Hardly, new AdviceNumbers(Days: watched.Days));
        }

        var confidence = watched.Days switch { < 90 => Hardly, < 270 => Fairly, _ => Sure };
        if (!facts.Moved)
        {
            return new Advice(Advices.Fair, AdviceReasons.NeverMoves, confidence, new AdviceNumbers(Days: watched.Days));
        }

        var percentile = (int)Math.Round(facts.CheaperShare * 100, MidpointRounding.AwayFromZero);
        if (price <= low * NearLow && facts.LowAt - facts.WatchedSince >= Enough)
        {
            var over = Math.Round((price - low) / low * 100, 1, MidpointRounding.AwayFromZero);
            return price <= low
                ? new Advice(Advices.Buy, AdviceReasons.AtRecordLow, confidence, new AdviceNumbers(low, 0, percentile))
                : new Advice(Advices.Buy, AdviceReasons.NearRecordLow, confidence, new AdviceNumbers(low, over, percentile));
        }

        var (sale, starts) = SaleSeasons.Next(market, today);
        var days = starts.DayNumber - today.DayNumber;
        if (days is > 0 and <= SaleSoon && facts.Falls > 0 && percentile >= 25)
        {
            return new Advice(Advices.Wait, AdviceReasons.SaleComing, confidence, new AdviceNumbers(low, null, percentile, days, null, facts.Falls, sale));
        }

        return ByHistory(facts, now, confidence, percentile, Math.Min(watched.Days, 365));
    }

    private static Advice ByHistory(AdviceFacts facts, DateTimeOffset now, string confidence, int percentile, int days)
    {
        if (percentile <= 20)
        {
            return new Advice(Advices.Buy, AdviceReasons.CheaperThanUsual, confidence, new AdviceNumbers(facts.Low365, null, percentile));
        }

        if (percentile >= 60)
        {
            return new Advice(Advices.Wait, AdviceReasons.DearerThanUsual, confidence, new AdviceNumbers(facts.Low365, null, percentile));
        }

        // Twice as long as between its falls of the year, at least a month.
        var since = facts.LastFallAt is { } fall ? (now - fall).Days : 0;
        return facts.Falls >= 2 && since >= DaysAMonth && since * facts.Falls >= days * 2
            ? new Advice(Advices.Wait, AdviceReasons.FallDue, confidence, new AdviceNumbers(facts.Low365, null, percentile, null, since / DaysAMonth, facts.Falls))
            : new Advice(Advices.Fair, AdviceReasons.Usual, confidence, new AdviceNumbers(facts.Low365, null, percentile));
    }
}
