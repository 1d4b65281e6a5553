using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;
using Kind = Promozilla.SampleStores.Prices.Story;

namespace Promozilla.Tests.SampleStores;

public sealed class PriceStoryTests
{
    private const int Seed = 2026;
    private static readonly StoreShelves Shelves = new(Seed);
    private static readonly PriceStory Story = new(Shelves);
    private static readonly DayBook Book = new(Shelves, Story);

    /// <summary>Thirty days strewn over five years, today's neighbourhood and far ahead.</summary>
    public static TheoryData<DateOnly> Days() => [.. Enumerable.Range(0, 30).Select(n => new DateOnly(2026, 2, 3).AddDays(n * n * 2))];

    [Theory]
    [MemberData(nameof(Days))]
    public void Any_day_has_real_promotions_inflated_ones_and_fresh_falls(DateOnly day)
    {
        var offers = Book.Offers(day).Where(o => !o.Listing.IsUsed).ToArray();
        var promotions = offers.Count(o => o.Story is Kind.Promotion or Kind.Stepwise or Kind.BlackFriday && o.Price < Book.LowestBefore(o.Listing, StartOf(o, day)));
        var inflated = offers.Count(o => o.Story == Kind.Inflated);
        var fresh = Book.Falls(day).Count(f => f is { IsTrue: true, Percent: >= 15 and <= 35 } && !f.Offer.Listing.IsUsed
            && f.Offer.Availability == Availability.InStock && f.Offer.Claimed == f.Before);
        Assert.True(promotions >= 40, $"{promotions} promotions");
        Assert.True(inflated >= 10, $"{inflated} inflated");
        Assert.True(fresh >= 3, $"{fresh} fresh falls");
    }

    [Fact]
    public void The_same_seed_tells_the_same_story_in_whatever_order_the_days_are_asked_for()
    {
        var day = new DateOnly(2026, 11, 21);
        var fresh = new PriceStory(new StoreShelves(Seed));
        _ = Shelves.Listings.Select(l => fresh.OfferAt(l, day.AddDays(400))).Count(o => o is not null);
        Assert.Equal(Lines(Story, day), Lines(fresh, day));
        Assert.NotEqual(Lines(Story, day), Lines(Story, day.AddDays(1)));
    }

    [Fact]
    public void The_falls_are_the_difference_between_two_days()
    {
        for (var day = new DateOnly(2026, 10, 1); day < new DateOnly(2026, 12, 10); day = day.AddDays(7))
        {
            var before = Book.Offers(day.AddDays(-1)).ToDictionary(o => o.Listing, o => o.Price);
            var expected = Book.Offers(day)
                .Where(o => o.Availability != Availability.OutOfStock && before.TryGetValue(o.Listing, out var price) && o.Price < price)
                .Select(o => (o.Listing.Path, o.Price, before[o.Listing]));
            Assert.Equal(expected.Order(), Book.Falls(day).Select(f => (f.Offer.Listing.Path, f.Offer.Price, f.Before)).Order());
        }
    }

    [Fact]
    public void A_real_promotion_claims_what_was_charged_for_thirty_days_and_an_inflated_one_more_than_ever()
    {
        var seen = (Real: 0, Inflated: 0);
        for (var day = new DateOnly(2026, 6, 1); day < new DateOnly(2026, 12, 31); day = day.AddDays(11))
        {
            foreach (var offer in Book.Offers(day).Where(o => !o.Listing.IsUsed && o.Story is Kind.Promotion or Kind.Inflated))
            {
                var lowest = Book.LowestBefore(offer.Listing, StartOf(offer, day));
                if (offer.Story == Kind.Promotion)
                {
                    Assert.Equal(lowest, offer.Claimed);
                    Assert.InRange(1 - (offer.Price / lowest!.Value), 0.04m, 0.40m);
                    seen.Real++;
                }
                else if (!offer.Listing.IsUsed)
                {
                    Assert.True(offer.Claimed > lowest * 1.08m, $"{offer.Listing.Path} {day} claims {offer.Claimed} over {lowest}");
                    seen.Inflated++;
                }
            }
        }

        Assert.True(seen is { Real: > 500, Inflated: > 150 }, seen.ToString());
    }

    [Fact]
    public void About_once_a_week_a_price_is_a_tenth_of_itself_for_one_day()
    {
        var first = new DateOnly(2026, 1, 1);
        var glitches = Enumerable.Range(0, 365).SelectMany(n => Book.Offers(first.AddDays(n))
            .Where(o => o.Story == Kind.Glitch).Select(o => (Offer: o, Before: Story.OfferAt(o.Listing, first.AddDays(n - 1))!, After: Story.OfferAt(o.Listing, first.AddDays(n + 1))!))).ToArray();
        Assert.InRange(glitches.Length, 30, 75);
        Assert.All(glitches, g => Assert.True(g.Offer.Price * 9 < g.Before.Price && g.After.Price > g.Offer.Price * 5));
    }

    [Fact]
    public void The_week_of_black_friday_is_denser_than_the_one_before()
    {
        foreach (var year in (int[])[2025, 2026, 2030])
        {
            var friday = BlackFridays.Friday(year);
            Assert.Equal((DayOfWeek.Friday, 11), (friday.DayOfWeek, friday.Month));
            var (before, during) = (RealOn(friday.AddDays(-10)), RealOn(friday));
            Assert.True(during > before * 1.4, $"{year}: {before} before, {during} on the day");
        }

        static int RealOn(DateOnly day) => Book.Offers(day).Count(o => o.Story is Kind.Promotion or Kind.Stepwise or Kind.BlackFriday);
    }

    [Fact]
    public void Over_150_days_prices_move_stock_ends_and_comes_back()
    {
        var start = new DateOnly(2026, 6, 24);
        var moved = 0;
        var restocked = 0;
        foreach (var listing in Shelves.Listings)
        {
            var days = Enumerable.Range(0, 150).Select(n => Story.OfferAt(listing, start.AddDays(n))).OfType<Offer>().ToArray();
            Assert.All(days, o => Assert.True(o.Price > 0.5m));
            moved += days.Select(o => o.Price).Distinct().Count() > 1 ? 1 : 0;
            restocked += days.Zip(days.Skip(1)).Any(p => p.First.Availability == Availability.OutOfStock && p.Second.Availability == Availability.InStock) ? 1 : 0;
        }

        Assert.True(moved > Shelves.Listings.Count / 2, $"{moved} moved");
        Assert.True(restocked > 100, $"{restocked} came back");
    }

    private static DateOnly StartOf(Offer offer, DateOnly day)
    {
        while (Story.OfferAt(offer.Listing, day.AddDays(-1))?.Story == offer.Story)
            day = day.AddDays(-1);
        return day;
    }

    private static IEnumerable<string> Lines(PriceStory story, DateOnly day) =>
        Shelves.Listings.Select(l => story.OfferAt(l, day) is { } o ? $"{l.Path} {o.Price} {o.Claimed} {o.Availability} {o.Story}" : l.Path);
}
