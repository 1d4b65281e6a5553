using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker.Alerts;
using Promozilla.Worker.Stores;

namespace Promozilla.Tests.Worker.Stores;

[Trait("needs", "postgres")]
public sealed class ShownProductsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Night = Nights.First;
    private readonly string cheap = $"barata{Guid.NewGuid():n}";
    private readonly string dear = $"cara{Guid.NewGuid():n}";
    private readonly string mark = string.Concat(Guid.NewGuid().ToString("n").Select(digit => (char)('a' + Convert.ToInt32(digit.ToString(), 16))));
    private WorkerUnderTest worker = null!;
    private Nights atCheap = null!;
    private Nights atDear = null!;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        (atCheap, atDear) = (new Nights(worker, cheap), new Nights(worker, dear));
        await atCheap.AddStoreAsync();
        await atDear.AddStoreAsync();
        await atCheap.PassAsync(Night, "nightly", Item("both", 40), Item("only", 30));
        await atDear.PassAsync(Night, "nightly", Item("both", 50));
    }

    public async Task DisposeAsync()
    {
        await worker.ExecuteAsync("UPDATE stores SET enabled = false WHERE key = ANY ($1)", (object)(string[])[cheap, dear]);
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_is_switched_off_has_no_offer_and_what_only_it_had_is_shown_nowhere()
    {
        Assert.Equal([40m, cheap, 2], await OfferAsync("both"));
        Assert.Equal((2L, 2L), (await CountAsync("product_facets"), await CountAsync("product_searches")));
        await SwitchAsync(false);
        Assert.Equal([50m, dear, 1], await OfferAsync("both"));
        Assert.Equal([null, null, 0], await OfferAsync("only"));
        Assert.Equal((1L, 1L), (await CountAsync("product_facets"), await CountAsync("product_searches")));
        Assert.Equal(0L, await worker.ValueAsync<long>("SELECT count(*) FROM product_facets WHERE $1 = ANY (store_keys)", cheap));
        Assert.Equal(2L, await worker.ValueAsync<long>("SELECT count(*) FROM price_observations WHERE listing_id IN (SELECT id FROM listings WHERE store_key = $1)", cheap));
        Assert.Equal(0L, await worker.ValueAsync<long>("SELECT count(*) FROM search_words WHERE word = $1", $"only{mark}"));

        await SwitchAsync(true);
        Assert.Equal([40m, cheap, 2], await OfferAsync("both"));
        Assert.Equal([30m, cheap, 1], await OfferAsync("only"));
        Assert.True(await worker.ValueAsync<bool>("SELECT restocked_at IS NULL FROM products WHERE id = (SELECT product_id FROM listings WHERE store_key = $1 AND item_id = 'only')", cheap));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_promotion_of_a_store_that_is_switched_off()
    {
        await atCheap.SeeAsync(Night, Night.AddDays(40), Item("both", 40));
        var user = await new Wishers(worker).WishAsync(cheap, "both");
        await worker.ExecuteAsync("UPDATE stores SET enabled = false WHERE key = $1", cheap);
        await atCheap.PassAsync(Night.AddDays(40), "nightly", Item("both", 28));
        Assert.Equal(0L, await worker.ValueAsync<long>("SELECT count(*) FROM alerts WHERE user_id = $1", user));

        await worker.ExecuteAsync("UPDATE stores SET enabled = true WHERE key = $1", cheap);
        await atCheap.PassAsync(Night.AddDays(41), "nightly", Item("both", 28));
        Assert.Equal(1L, await worker.ValueAsync<long>("SELECT count(*) FROM alerts WHERE user_id = $1", user));
    }

    [Fact]
    public async Task A_start_says_whether_it_changed_what_is_shown()
    {
        var loader = worker.Get<StoreLoader>();
        Assert.True(await loader.LoadAsync(CancellationToken.None));
        Assert.False(await loader.LoadAsync(CancellationToken.None));
        await worker.ExecuteAsync("UPDATE stores SET enabled = NOT enabled WHERE key = 'worten'");
        Assert.True(await loader.LoadAsync(CancellationToken.None));
        await worker.ExecuteAsync("INSERT INTO delivery_rules (store_key, since, mainland_fee) VALUES ('worten', $1, 3)", LisbonTime.DateOf(worker.Clock.GetUtcNow()));
        Assert.True(await loader.LoadAsync(CancellationToken.None));
        Assert.False(await loader.LoadAsync(CancellationToken.None));
    }

    private ObservedListing Item(string id, decimal price) => Nights.Item(id, price, title: $"Jogo {id}{mark} Nintendo Switch");

    private async Task SwitchAsync(bool on)
    {
        await worker.ExecuteAsync("UPDATE stores SET enabled = $2 WHERE key = $1", cheap, on);
        await worker.Get<ShownProducts>().RefreshAsync(CancellationToken.None);
    }

    private async Task<object?[]> OfferAsync(string item) => Assert.Single(await worker.RowsAsync(
        "SELECT best_price, best_store_key, offer_count FROM products WHERE id = (SELECT product_id FROM listings WHERE store_key = $1 AND item_id = $2)", cheap, item));

    private async Task<long> CountAsync(string table) => await worker.ValueAsync<long>(
        $"SELECT count(*) FROM {table} WHERE product_id IN (SELECT product_id FROM listings WHERE store_key = ANY ($1))", (object)(string[])[cheap, dear]);
}
