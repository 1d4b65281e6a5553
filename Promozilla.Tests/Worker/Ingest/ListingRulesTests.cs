using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Promotions;

namespace Promozilla.Tests.Worker.Ingest;

public sealed class ListingRulesTests
{
    private static readonly DateTimeOffset Now = Nights.First.AddDays(60);

    private static readonly Episode Running = new(
        Guid.NewGuid(), Now.AddDays(-5), 48, 60, new Reference(60, Now.AddDays(-35), Now.AddDays(-5)), 30, null, null, new Verdict(Verdicts.Verified, 20, null), 1, 48);

    [Fact]
    public void A_page_that_sells_another_thing_now_ends_the_promotion_of_the_first_and_inherits_no_reference()
    {
        var other = Nights.Item("a", 40, title: "Comando Pro");
        var outcome = ListingRules.Reread(Known(held: 40), other, Now, Guid.NewGuid());
        Assert.Equal(Running with { EndedAt = Now }, outcome.Closed);
        Assert.Null(outcome.Opened);
        Assert.Equal(40, Assert.Single(outcome.Observations).Price);
    }

    [Fact]
    public void The_same_thing_at_a_confirmed_lower_price_goes_on_with_its_promotion()
    {
        var outcome = ListingRules.Reread(Known(held: 20), Nights.Item("a", 20), Now, Guid.NewGuid());
        Assert.Null(outcome.Closed);
        Assert.Equal((Running.Id, 20, 60), (outcome.Opened!.Id, outcome.Opened.Price, outcome.Opened.Reference!.Value.Price));
    }

    [Fact]
    public void A_promotion_in_euro_ends_where_the_shop_turns_to_another_currency()
    {
        var outcome = ListingRules.Reread(Known(held: 48, "USD"), Nights.Item("a", 48) with { Currency = "USD" }, Now, Guid.NewGuid());
        Assert.Equal(Running with { EndedAt = Now }, outcome.Closed);
        Assert.Null(outcome.Opened);
    }

    private static readonly StoreTerms Terms = new("EUR", IsJudged: true);

    private static KnownListing Known(decimal held, string currency = "EUR")
    {
        Listing row = ListingRules.New("loja", Terms, Nights.Item("a", 48), Now.AddDays(-60));
        var first = new HeldReading { Price = held, Currency = currency, FirstAt = Now.AddDays(-1), LastAt = Now.AddDays(-1), Availability = "", Reason = "" };
        PricePoint[] history = [new(Now.AddDays(-60), 60), new(Now.AddDays(-5), 48)];
        return new KnownListing(row, Terms, Now.AddDays(-1), Guid.NewGuid(), first, Running, history, []);
    }
}
