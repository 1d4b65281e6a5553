using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker.Alerts;

namespace Promozilla.Tests.Worker.Matching;

/// <summary>What people say of matches, carried out by the next close and kept for ever.</summary>
[Trait("needs", "postgres")]
public sealed class MatchDecisionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly string store = $"loja{Guid.NewGuid():n}";
    private readonly string other = $"outra{Guid.NewGuid():n}";
    private DateTimeOffset night = Nights.First;
    private WorkerUnderTest worker = null!;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        await new Nights(worker, store).AddStoreAsync();
        await new Nights(worker, other).AddStoreAsync();
    }

    public async Task DisposeAsync() => await worker.DisposeAsync();

    [Fact]
    public async Task A_merge_moves_listings_names_numbers_and_wishes_and_the_old_address_leads_on()
    {
        var gtin = TradeNumbers.Next();
        await PassAsync(store, Item("stays", "Zelda Um"), Item("goes", "Zelda Dois Nomes") with { Gtin = gtin });
        var (stays, goes) = (await ProductAsync(store, "stays"), await ProductAsync(store, "goes"));
        var slug = await worker.ValueAsync<string>("SELECT slug FROM products WHERE id = $1", goes);
        var (user, both) = (await WishAsync(goes), await WishAsync(goes));
        await worker.ExecuteAsync("INSERT INTO wishlist_items (user_id, product_id, created_at) VALUES ($1, $2, now())", both, stays);
        await worker.ExecuteAsync(
            "INSERT INTO wish_reservations (owner_id, product_id, undo_hash, reserved_at) SELECT unnest($1::uuid[]), $2, gen_random_uuid(), now()", new[] { user, both }, goes);
        await SayAsync("merge", null, null, stays, goes);
        await PassAsync(store, Item("stays", "Zelda Um"), Item("goes", "Zelda Dois Nomes") with { Gtin = gtin });

        Assert.Equal(stays, await ProductAsync(store, "goes"));
        Assert.Equal(stays, await worker.ValueAsync<long>("SELECT product_id FROM product_redirects WHERE slug = $1", slug!));
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM products WHERE id = $1", goes));
        Assert.Equal([[stays], [stays]], await worker.RowsAsync("SELECT product_id FROM wishlist_items WHERE user_id = ANY ($1)", new[] { user, both }));
        Assert.Equal([[stays], [stays]], await worker.RowsAsync("SELECT product_id FROM wish_reservations WHERE owner_id = ANY ($1)", new[] { user, both }));

        // Names and numbers of both are the one product's from now on, also in shops that come later; and the address is nobody else's.
        await PassAsync(other, Item("by-name", "Zelda Dois Nomes"), Item("by-number", "Zelda Qualquer") with { Gtin = gtin });
        Assert.Equal((stays, stays), (await ProductAsync(other, "by-name"), await ProductAsync(other, "by-number")));
        await SayAsync("merge", null, null, stays, goes);
        await PassAsync(store, Item("stays", "Zelda Um"));
        Assert.Equal(stays, await ProductAsync(store, "goes"));
    }

    [Fact]
    public async Task What_was_split_off_stays_by_itself_whatever_number_and_name_say_also_when_read_in_anew()
    {
        var gtin = TradeNumbers.Next();
        await PassAsync(store, Item("a", "Kirby Gémeo") with { Gtin = gtin });
        await PassAsync(other, Item("b", "Kirby Gémeo") with { Gtin = gtin });
        var first = await ProductAsync(store, "a");
        Assert.Equal(first, await ProductAsync(other, "b"));
        await SayAsync("split", other, "b", first);
        await PassAsync(other, Item("b", "Kirby Gémeo") with { Gtin = gtin });
        var own = await ProductAsync(other, "b");
        Assert.NotEqual(first, own);
        Assert.NotEqual(0, own);

        await worker.ExecuteAsync(
            """
            WITH gone AS (SELECT id FROM listings WHERE store_key = $1), sightings AS (DELETE FROM listing_sightings WHERE listing_id IN (SELECT id FROM gone)),
                matches AS (DELETE FROM listing_matches WHERE listing_id IN (SELECT id FROM gone)),
                candidates AS (DELETE FROM match_candidates WHERE listing_id IN (SELECT id FROM gone))
            SELECT 1
            """,
            other);
        await worker.ExecuteAsync("DELETE FROM listings WHERE store_key = $1", other);
        await PassAsync(other, Item("b", "Kirby Gémeo") with { Gtin = gtin });
        Assert.Equal(own, await ProductAsync(other, "b"));

        // Its name is still the first one's.
        await PassAsync(other, Item("b", "Kirby Gémeo") with { Gtin = gtin }, Item("c", "Kirby Gémeo"));
        Assert.Equal(first, await ProductAsync(other, "c"));
    }

    [Fact]
    public async Task Never_means_never_until_a_person_says_otherwise()
    {
        await PassAsync(store, Item("a", "Mario Par"));
        var first = await ProductAsync(store, "a");
        await SayAsync("never", other, "b", first);
        await PassAsync(other, Item("b", "Mario Par"));
        Assert.NotEqual(first, await ProductAsync(other, "b"));
        await SayAsync("join", other, "b", first);
        await PassAsync(other, Item("b", "Mario Par"));
        Assert.Equal((first, "person"), (await ProductAsync(other, "b"), await ReasonAsync(other, "b")));
    }

    [Fact]
    public async Task Two_products_of_one_name_join_nobody_and_a_person_is_asked()
    {
        var (one, two) = (TradeNumbers.Next(), TradeNumbers.Next());
        await PassAsync(store, Hardware("a", "Volante Zumba Vermelho") with { Gtin = one }, Hardware("b", "Volante Zumba Vermelho") with { Gtin = two });
        await PassAsync(other, Hardware("c", "Volante Zumba Vermelho"));
        Assert.Equal((0L, "several_candidates"), (await ProductAsync(other, "c"), await ReasonAsync(other, "c")));
        var asked = await worker.RowsAsync(
            "SELECT match_candidates.product_id FROM match_candidates JOIN listings ON id = listing_id WHERE store_key = $1 AND reason = 'same_title' ORDER BY 1", other);
        Assert.Equal([await ProductAsync(store, "a"), await ProductAsync(store, "b")], asked.Select(row => (long)row[0]!));

        await SayAsync("join", other, "c", await ProductAsync(store, "b"));
        await PassAsync(other, Hardware("c", "Volante Zumba Vermelho"));
        Assert.Equal(await ProductAsync(store, "b"), await ProductAsync(other, "c"));
    }

    [Fact]
    public async Task A_number_that_contradicts_the_name_joins_nothing_and_says_with_whom()
    {
        var gtin = TradeNumbers.Next();
        await PassAsync(store, Item("a", "Dança 2026") with { Gtin = gtin });
        await PassAsync(other, Item("b", "Dança 2027") with { Gtin = gtin });
        Assert.Equal((0L, "gtin_disagrees"), (await ProductAsync(other, "b"), await ReasonAsync(other, "b")));
        Assert.Equal("a", await worker.ValueAsync<string>(
            """
            SELECT said.item_id FROM listing_matches match JOIN listings mine ON mine.id = listing_id JOIN listings said ON said.id = other_listing_id
            WHERE mine.store_key = $1
            """,
            other));
        Assert.Equal("same_gtin", await worker.ValueAsync<string>(
            "SELECT reason FROM match_candidates JOIN listings ON id = listing_id WHERE store_key = $1", other));
    }

    [Fact]
    public async Task A_product_whose_last_listing_turns_out_to_be_another_leads_there()
    {
        var gtin = TradeNumbers.Next();
        await PassAsync(store, Item("a", "Peach Aventura") with { Gtin = gtin });
        await PassAsync(other, Item("b", "Peach Uma Aventura"));
        var (known, own) = (await ProductAsync(store, "a"), await ProductAsync(other, "b"));
        Assert.NotEqual(known, own);
        await PassAsync(other, Item("b", "Peach Uma Aventura") with { Gtin = gtin });
        Assert.Equal((known, "gtin"), (await ProductAsync(other, "b"), await ReasonAsync(other, "b")));
        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM product_redirects WHERE product_id = $1", known));
    }

    [Fact]
    public async Task A_night_on_which_nothing_changed_changes_no_match()
    {
        await PassAsync(store, Item("a", "Luigi Sozinho"), Item("b", "Luigi") with { Kind = ProductKind.Other });
        var before = await worker.RowsAsync("SELECT listing_id, reason, product_id, decided_at FROM listing_matches ORDER BY 1");
        await PassAsync(store, Item("a", "Luigi Sozinho"), Item("b", "Luigi") with { Kind = ProductKind.Other });
        Assert.Equal(before, await worker.RowsAsync("SELECT listing_id, reason, product_id, decided_at FROM listing_matches ORDER BY 1"));
    }

    private ObservedListing Item(string id, string title) => Nights.Item(id, 50, title: $"{title} {store}");

    private ObservedListing Hardware(string id, string title) => Item(id, title) with { Kind = ProductKind.Accessory };

    private async Task PassAsync(string where, params ObservedListing[] items)
    {
        night = night.AddDays(1);
        await new Nights(worker, where).PassAsync(night, "nightly", items);
    }

    private Task SayAsync(string verb, string? where, string? item, long product, long? goes = null) => worker.ExecuteAsync(
        """
        INSERT INTO match_decisions (verb, store_key, item_id, product_id, other_product_id, decided_by, decided_at)
        VALUES ($1, nullif($2, ''), nullif($3, ''), $4, nullif($5, 0), 'ana', now())
        """,
        verb, where ?? "", item ?? "", product, goes ?? 0);

    private async Task<Guid> WishAsync(long product)
    {
        var user = await new Wishers(worker).PersonAsync();
        await worker.ExecuteAsync("INSERT INTO wishlist_items (user_id, product_id, created_at) VALUES ($1, $2, now())", user, product);
        return user;
    }

    private Task<long> ProductAsync(string where, string item) =>
        worker.ValueAsync<long>("SELECT coalesce(product_id, 0) FROM listings WHERE store_key = $1 AND item_id = $2", where, item);

    private Task<string?> ReasonAsync(string where, string item) => worker.ValueAsync<string>(
        "SELECT reason FROM listing_matches JOIN listings ON id = listing_id WHERE store_key = $1 AND item_id = $2", where, item);
}
