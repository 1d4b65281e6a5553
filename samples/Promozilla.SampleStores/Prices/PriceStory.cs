using System.Collections.Concurrent;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Prices;

/// <summary>
/// The whole price history of every listing, past and to come, as a function of the date. Time runs in cycles of 60 days; a listing's group
/// says on which day its cycles begin, and one group begins each day, so that every day has its share of stories.
/// </summary>
public sealed class PriceStory
{
    private const int Cycle = 60;
    private const int LevelChange = Episode.LastDay + 2;
    private const int GlitchDay = Episode.LastDay + 1;

    private readonly Chance _chance;
    private readonly int[] _phase;
    private readonly Listing[][] _groups;
    private readonly ConcurrentDictionary<(int Group, int Cycle), Dictionary<int, Episode>> _episodes = new();
    private readonly BlackFridays _blackFridays;

    public PriceStory(StoreShelves shelves)
    {
        _chance = Chance.Of(shelves.Seed, "days");
        _phase = new int[shelves.Listings.Count];
        var groups = Enumerable.Range(0, Cycle).Select(_ => new List<Listing>()).ToArray();
        var next = 0;
        foreach (var listing in shelves.Listings)
        {
            _phase[listing.Index] = listing.IsUsed ? listing.Chance.With(40).Below(Cycle) : next++ % Cycle;
            if (!listing.IsUsed)
                groups[_phase[listing.Index]].Add(listing);
        }

        _groups = [.. groups.Select(g => g.ToArray())];
        _blackFridays = new BlackFridays(shelves, Ordinary);
    }

    /// <summary>Null before the store lists the thing.</summary>
    public Offer? OfferAt(Listing listing, DateOnly date) => At(listing, date, Ordinary(listing, date.DayNumber));

    /// <summary>Without the wrong price of one day.</summary>
    public Offer? MeantAt(Listing listing, DateOnly date) => At(listing, date, Meant(listing, date.DayNumber));

    private Offer? At(Listing listing, DateOnly date, Offer? ordinary)
    {
        if (ordinary is null || _blackFridays.CutAt(listing, date) is not { } depth)
            return ordinary;
        return ordinary with
        {
            Price = Cut(listing, ordinary.Price, depth),
            Claimed = ordinary.Price,
            ClaimKind = ClaimKind.Previous,
            Story = Story.BlackFriday,
        };
    }

    private Offer? Ordinary(Listing listing, int day)
    {
        var (_, position) = Place(day - _phase[listing.Index]);
        return position == GlitchDay && Meant(listing, day) is { } offer && IsGlitch(listing, day, offer.Price)
            ? offer with { Price = Math.Floor(offer.Price * 10m) / 100m, Claimed = null, ClaimKind = null, Story = Story.Glitch }
            : Meant(listing, day);
    }

    private Offer? Meant(Listing listing, int day)
    {
        var release = listing.Product.Release.DayNumber;
        if (day < release - 200 || (listing.IsUsed && day < release + 30))
            return null;
        var (cycle, position) = Place(day - _phase[listing.Index]);
        var (levelCycle, _) = Place(day - _phase[listing.Index] - LevelChange);
        var level = PriceLevel.At(listing, levelCycle, (levelCycle * Cycle) + _phase[listing.Index] + LevelChange);
        var episode = EpisodeOf(listing, cycle);
        var (price, claimed, story) = Play(listing, episode, position - episode.Start, level);
        var kind = claimed is null ? null : ClaimKind.Previous;
        if (claimed is null && ShowsRecommendedPrice(listing, price))
            (claimed, kind) = (listing.Product.BasePrice, ClaimKind.Recommended);
        var (availability, stock) = StockAt(listing, day, cycle, position);
        return new Offer(listing, price, claimed, kind, availability, stock, story);
    }

    private static (decimal Price, decimal? Claimed, Story Story) Play(Listing listing, Episode episode, int day, decimal level)
    {
        if (episode.Story == Story.Steady || day < 0 || day >= episode.Length || episode.Start + day > Episode.LastDay)
            return (level, null, Story.Steady);
        switch (episode.Story)
        {
            case Story.Stepwise:
                var step = Math.Min(3, 1 + (day * 3 / episode.Length));
                return (Cut(listing, level, step * 10), level, Story.Stepwise);
            case Story.QuietDrop:
                return (Cut(listing, level, episode.Depth), null, Story.QuietDrop);
            case Story.Inflated:
                var inflated = PriceLevel.Nice(level * (100 + episode.Claim) / 100m);
                return day < episode.RaisedDays
                    ? (inflated, null, Story.Raised)
                    : (PriceLevel.Nice(level * (100 - episode.Depth) / 100m), inflated, Story.Inflated);
            default:
                return (Cut(listing, level, episode.Depth), level, Story.Promotion);
        }
    }

    private Episode EpisodeOf(Listing listing, int cycle)
    {
        if (listing.IsUsed)
            return Episode.ForUsed(listing.Chance.With(41, cycle));
        var group = _phase[listing.Index];
        return _episodes.GetOrAdd((group, cycle), Deal).GetValueOrDefault(listing.Index, Episode.None);
    }

    // The members draw lots each cycle; nobody cuts the price of what is not out yet.
    private Dictionary<int, Episode> Deal((int Group, int Cycle) turn)
    {
        var start = (turn.Cycle * Cycle) + turn.Group;
        var drawn = _groups[turn.Group]
            .Where(l => l.Product.Release.DayNumber + 45 <= start)
            .OrderBy(l => l.Chance.With(42, turn.Cycle).Key)
            .ToArray();
        // Consoles are cut by less than the first lots promise.
        var first = drawn.Where(l => l.Product.Kind != ProductKind.Console).Take(Episode.FirstDayLots).ToArray();
        return first.Concat(drawn.Except(first))
            .Select((listing, rank) => (listing.Index, Episode: Episode.ForRank(rank, listing.Chance.With(43, turn.Cycle))))
            .ToDictionary(x => x.Index, x => x.Episode);
    }

    private bool IsGlitch(Listing listing, int day, decimal level)
    {
        if (listing.IsUsed || level < 25m || !_chance.With(1, day).Percent(20))
            return false;
        var group = _groups[_phase[listing.Index]];
        return group[_chance.With(2, day).Below(group.Length)] == listing;
    }

    private static (string Availability, int Stock) StockAt(Listing listing, int day, int cycle, int position)
    {
        if (day < listing.Product.Release.DayNumber)
            return (Availability.PreOrder, 20);
        var luck = listing.Chance.With(44, cycle);
        // New goods sell out only between stories: a promotion that cannot be bought tells nothing.
        var (chance, from, days) = listing.IsUsed
            ? (45, luck.With(1).Below(45), luck.With(2).Between(4, 25))
            : (16, luck.With(1).Between(34, 42), luck.With(2).Between(3, 14));
        var soldOut = luck.With(3).Percent(chance) && position >= from && position < from + days;
        var stock = listing.IsUsed ? 1 : luck.With(4, position / 3).Between(1, 24);
        return soldOut ? (Availability.OutOfStock, 0) : (Availability.InStock, stock);
    }

    private static bool ShowsRecommendedPrice(Listing listing, decimal price) =>
        listing.Store == StoreProfile.Estrela && price < listing.Product.BasePrice && listing.Chance.With(45).Percent(45);

    // The fourth store cuts to the cent, the others to the next pretty price.
    private static decimal Cut(Listing listing, decimal level, int percent)
    {
        var price = level * (100 - (listing.Product.Kind == ProductKind.Console ? percent / 2 : percent)) / 100m;
        return listing.Store == StoreProfile.Estrela ? Math.Round(price, 2, MidpointRounding.AwayFromZero) : PriceLevel.Nice(price);
    }

    private static (int Cycle, int Position) Place(int day)
    {
        var cycle = (int)Math.Floor(day / (double)Cycle);
        return (cycle, day - (cycle * Cycle));
    }
}
