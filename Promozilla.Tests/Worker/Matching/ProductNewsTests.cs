using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Matching;

[Trait("needs", "postgres")]
public sealed class ProductNewsTests(PostgresFixture postgres) : NightTests(postgres)
{
    private const string Arrived = "SELECT item_id FROM product_news JOIN listings USING (product_id) WHERE arrived_at IS NOT NULL AND store_key = $1 ORDER BY 1";
    private const string Ended = "SELECT item_id, ended_at, ended_price, ended_store_key FROM product_news JOIN listings USING (product_id) WHERE ended_at IS NOT NULL AND store_key = $1";


    [Fact]
    public async Task What_a_store_had_in_its_first_fortnight_is_not_new_what_comes_later_is_for_sixty_days()
    {
        await nights.PassAsync(Night, "nightly", Item("always", 50));
        await nights.PassAsync(Night.AddDays(13), "nightly", Item("always", 50), Item("soon", 40));
        await nights.PassAsync(Night.AddDays(15), "nightly", Item("always", 50), Item("soon", 40), Item("new", 60));
        Assert.Equal([["new"]], await worker.RowsAsync(Arrived, store));

        await nights.PassAsync(Night.AddDays(74), "nightly", Item("always", 50), Item("soon", 40), Item("new", 60), Item("newer", 30));
        Assert.Equal([["new"], ["newer"]], await worker.RowsAsync(Arrived, store));
        await nights.PassAsync(Night.AddDays(76), "nightly", Item("always", 50), Item("soon", 40), Item("new", 60), Item("newer", 30));
        Assert.Equal([["newer"]], await worker.RowsAsync(Arrived, store));
    }

    [Fact]
    public async Task What_a_store_that_was_just_added_has_is_not_new()
    {
        await nights.PassAsync(Night, "nightly", Item("always", 50));
        var other = new Nights(worker, $"{store}b");
        await other.AddStoreAsync();
        await other.PassAsync(Night.AddDays(40), "nightly", Nights.Item("x", 20, title: $"Coisa {store}b"));
        Assert.Empty(await worker.RowsAsync(Arrived, $"{store}b"));
    }

    [Fact]
    public async Task A_promotion_is_said_to_have_ended_when_its_price_rose_for_a_week()
    {
        await nights.KeepAsync(Night, Night.AddDays(33), Item("a", 60), Item("b", 60));
        await nights.PassAsync(Night.AddDays(34), "nightly", Item("a", 45, 60), Item("b", 45, 60));
        Assert.Empty(await worker.RowsAsync(Ended, store));
        await nights.PassAsync(Night.AddDays(36), "nightly", Item("a", 60), Item("b", 45));
        Assert.Equal([["a", Night.AddDays(36).UtcDateTime, 45m, store]], await worker.RowsAsync(Ended, store));
        await nights.PassAsync(Night.AddDays(44), "nightly", Item("a", 60), Item("b", 45));
        Assert.Empty(await worker.RowsAsync(Ended, store));
    }

    [Fact]
    public async Task The_line_of_a_card_says_what_the_history_says()
    {
        await nights.PassAsync(Night, "nightly", Item("a", 60));
        await nights.PassAsync(Night.AddDays(1), "nightly", Item("a", 55));
        await nights.PassAsync(Night.AddDays(2), "nightly", Item("a", 58));
        var day = Promozilla.Data.Prices.PriceLine.Day(Night);
        Assert.Equal(
            [[$"{day}:6000 {day + 1}:5500 {day + 2}:5800"]],
            await worker.RowsAsync("SELECT price_line FROM products JOIN listings ON product_id = products.id WHERE store_key = $1", store));
    }

    // Titles of this store alone: all tests of the class share a database.
    private Promozilla.Messaging.Contracts.ObservedListing Item(string id, decimal price, decimal? claimed = null) =>
        Nights.Item(id, price, claimed, title: $"Jogo {id} {store}");
}
