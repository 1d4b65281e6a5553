namespace Promozilla.SampleStores.Prices;

/// <summary>What happens to a listing's price in one cycle. <paramref name="Start"/> counts from the cycle's first day.</summary>
/// <param name="Depth">Per cent off the normal price.</param>
/// <param name="Claim">Per cent that an inflated claim, or a raised price, stands over the normal price.</param>
/// <param name="RaisedDays">Days at the raised price before an inflated claim.</param>
public readonly record struct Episode(Story Story, int Start, int Length, int Depth, int Claim, int RaisedDays)
{
    /// <summary>Every episode is over by here, and the price then stands still for 31 days before the next may begin: the legal reference is clean.</summary>
    public const int LastDay = 27;

    /// <summary>How many real promotions begin on a group's own day.</summary>
    public const int FirstDayLots = 4;

    public static readonly Episode None = new(Story.Steady, 0, 0, 0, 0, 0);

    /// <summary>How many of a day's group play which part; the rest keep their price.</summary>
    public static Episode ForRank(int rank, Chance luck) => rank switch
    {
        // Whatever the date, several real promotions begin on it.
        < FirstDayLots => new(Story.Promotion, 0, luck.With(1).Between(7, 18), luck.With(2).Between(18, 32), 0, 0),
        < 7 => Promotion(luck),
        < 9 => Inflated(luck),
        < 10 => new(Story.Stepwise, luck.With(1).Between(0, 6), luck.With(2).Between(12, 20), 30, 0, 0),
        < 12 => new(Story.QuietDrop, luck.With(1).Between(0, 7), luck.With(2).Between(6, 20), luck.With(3).Between(7, 20), 0, 0),
        _ => None,
    };

    public static Episode ForUsed(Chance luck) => luck.With(4).Below(100) switch
    {
        < 18 => Promotion(luck),
        < 30 => new(Story.QuietDrop, luck.With(1).Between(0, 7), luck.With(2).Between(10, 20), luck.With(3).Between(10, 25), 0, 0),
        _ => None,
    };

    private static Episode Promotion(Chance luck) =>
        new(Story.Promotion, luck.With(1).Between(1, 8), luck.With(2).Between(5, 19), luck.With(3).Between(11, 37), 0, 0);

    private static Episode Inflated(Chance luck)
    {
        var length = luck.With(2).Between(12, 19);
        return luck.With(3).Below(3) switch
        {
            0 => new(Story.Inflated, luck.With(1).Between(0, 8), length, luck.With(5).Between(0, 2), luck.With(6).Between(18, 42), 0),
            1 => new(Story.Inflated, luck.With(1).Between(0, 1), length + 7, luck.With(5).Between(0, 3), luck.With(6).Between(14, 24), 8),
            _ => new(Story.Inflated, luck.With(1).Between(0, 8), length, luck.With(5).Between(4, 7), luck.With(6).Between(20, 35), 0),
        };
    }
}
