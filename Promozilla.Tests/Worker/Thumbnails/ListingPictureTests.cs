using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Start;
using Promozilla.Worker.Thumbnails;

namespace Promozilla.Tests.Worker.Thumbnails;

[Trait("needs", "postgres")]
public sealed class ListingPictureTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string First = "https://loja.test/first.jpg", Second = "https://loja.test/second.jpg";
    private readonly string store = $"loja{Guid.NewGuid():n}";
    private WorkerUnderTest worker = null!;
    private long listing;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        // The other tests' products want no pictures.
        await worker.ExecuteAsync("UPDATE stores SET enabled = false");
        listing = await AddAsync("a");
    }

    public async Task DisposeAsync() => await worker.DisposeAsync();

    [Fact]
    public async Task A_listing_with_an_address_is_asked_for_until_its_picture_is_stored_and_its_product_shows_it()
    {
        Assert.Empty(await WantedAsync());
        await MoveAsync(First);
        Assert.Equal([(listing, First)], await WantedAsync());
        await StoredAsync(First, "h1", 240, 480);
        Assert.Empty(await WantedAsync());
        Assert.Equal(("h1", "image/webp", "240,480"), await ShownAsync());
    }

    [Fact]
    public async Task When_the_address_changes_the_old_picture_is_shown_until_the_new_one_is_stored()
    {
        await MoveAsync(First);
        await StoredAsync(First, "h1", 480);
        await MoveAsync(Second);
        Assert.Equal([(listing, Second)], await WantedAsync());
        Assert.Equal("h1", (await ShownAsync()).Hash);
        await StoredAsync(Second, "h2", 200);
        Assert.Empty(await WantedAsync());
        Assert.Equal(("h2", "image/webp", "200"), await ShownAsync());
    }

    [Fact]
    public async Task An_answer_for_an_address_of_before_changes_nothing_in_whatever_order_answers_come()
    {
        await MoveAsync(Second);
        await StoredAsync(Second, "h2", 480);
        await StoredAsync(First, "h1", 480);
        await RefusedAsync(First);
        Assert.Equal("h2", (await ShownAsync()).Hash);
        Assert.Empty(await WantedAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_twice_changes_nothing_the_second_time()
    {
        await MoveAsync(First);
        await StoredAsync(First, "h1", 240, 480);
        var before = await RowAsync();
        await StoredAsync(First, "h1", 240, 480);
        await RefusedAsync(First);
        Assert.Equal(before, await RowAsync());
    }

    [Fact]
    public async Task A_refused_picture_is_asked_for_again_after_a_day_then_two_up_to_a_month()
    {
        await MoveAsync(First);
        foreach (var days in (int[])[1, 2, 4, 8, 16, 32, 32])
        {
            await RefusedAsync(First);
            // Delivered twice: the wait is no longer for it.
            await RefusedAsync(First);
            worker.Clock.Ahead += TimeSpan.FromDays(days) - TimeSpan.FromMinutes(5);
            Assert.Empty(await WantedAsync());
            worker.Clock.Ahead += TimeSpan.FromMinutes(10);
            Assert.Equal([(listing, First)], await WantedAsync());
        }
    }

    [Fact]
    public async Task A_new_address_is_asked_for_at_once_though_the_old_one_was_refused()
    {
        await MoveAsync(First);
        await RefusedAsync(First);
        await MoveAsync(Second);
        Assert.Equal([(listing, Second)], await WantedAsync());
        await RefusedAsync(Second);
        worker.Clock.Ahead += TimeSpan.FromDays(1.1);
        Assert.Single(await WantedAsync());
    }

    [Fact]
    public async Task Where_the_first_listings_picture_is_refused_the_next_ones_is_taken()
    {
        var next = await AddAsync("b", joins: listing);
        await MoveAsync(First);
        await MoveAsync(Second, next);
        Assert.Equal([(listing, First)], await WantedAsync());
        await RefusedAsync(First);
        Assert.Equal([(next, Second)], await WantedAsync());
        await StoredAsync(Second, "h2", [480], next);
        Assert.Equal("h2", (await ShownAsync()).Hash);

        // The first one's comes after all: it is the product's.
        worker.Clock.Ahead += TimeSpan.FromDays(2);
        Assert.Equal([(listing, First)], await WantedAsync());
        await StoredAsync(First, "h1", 480);
        Assert.Equal("h1", (await ShownAsync()).Hash);
    }

    [Fact]
    public async Task Two_answers_at_once_leave_the_first_listings_picture_on_the_product()
    {
        var next = await AddAsync("b", joins: listing);
        await MoveAsync(First);
        await MoveAsync(Second, next);
        for (var turn = 0; turn < 20; turn++)
        {
            await worker.ExecuteAsync("UPDATE listings SET image_source = NULL, image_type = NULL, image_hash = NULL");
            await worker.ExecuteAsync("UPDATE products SET image_hash = NULL");
            await Task.WhenAll(StoredAsync(First, "h1", 480), StoredAsync(Second, "h2", [480], next));
            Assert.Equal("h1", (await ShownAsync()).Hash);
        }
    }

    [Fact]
    public async Task A_listing_that_moves_to_another_product_brings_its_picture()
    {
        await MoveAsync(First);
        await StoredAsync(First, "h1", 480);
        var other = await AddAsync("b");
        await worker.ExecuteAsync("UPDATE listings SET product_id = (SELECT product_id FROM listings WHERE id = $2) WHERE id = $1", listing, other);
        Assert.Equal(1, await ProductPictures.FollowAllAsync(worker.Database, CancellationToken.None));
        Assert.Equal("h1", (await ShownAsync()).Hash);
        Assert.Equal(0, await ProductPictures.FollowAllAsync(worker.Database, CancellationToken.None));
    }

    private async Task<long> AddAsync(string id, long? joins = null)
    {
        var nights = new Nights(worker, store + id);
        await nights.AddStoreAsync();
        await nights.PassAsync(Nights.First, "nightly", Nights.Item(id, 50, title: $"Jogo {store}{id} Nintendo Switch"));
        var added = await worker.ValueAsync<long>("SELECT id FROM listings WHERE store_key = $1", store + id);
        if (joins is { } first) await worker.ExecuteAsync("UPDATE listings SET product_id = (SELECT product_id FROM listings WHERE id = $2) WHERE id = $1", added, first);
        return added;
    }

    private Task MoveAsync(string url, long? of = null) => worker.ExecuteAsync("UPDATE listings SET image_url = $2 WHERE id = $1", of ?? listing, url);

    private async Task<List<(long, string)>> WantedAsync() =>
        [.. (await worker.Get<ThumbnailRequests>().WantedAsync(10, worker.Clock.GetUtcNow(), CancellationToken.None)).Select(wanted => (wanted.ListingId, wanted.ImageUrl))];

    private Task StoredAsync(string url, string hash, params int[] widths) => StoredAsync(url, hash, widths, listing);

    private Task StoredAsync(string url, string hash, int[] widths, long of) => HandleAsync(new ThumbnailStored(of, url, hash, "image/webp", null) { Widths = widths });

    private Task RefusedAsync(string url) => HandleAsync(new ThumbnailStored(listing, url, null, null, "animated"));

    private Task HandleAsync(ThumbnailStored message) =>
        new ThumbnailStoredHandler(worker.Database, worker.Get<DatabaseGate>(), worker.Get<ThumbnailRequests>(), worker.Clock).HandleAsync(message, CancellationToken.None);

    private async Task<(string? Hash, string? Type, string Widths)> ShownAsync()
    {
        var row = (await worker.RowsAsync(
            "SELECT product.image_hash, product.image_type, product.image_widths FROM products product JOIN listings ON product_id = product.id WHERE listings.id = $1", listing)).Single();
        return ((string?)row[0], (string?)row[1], string.Join(',', (int[]?)row[2] ?? []));
    }

    private async Task<string> RowAsync() => (await worker.ValueAsync<string>("SELECT to_jsonb(listings)::text FROM listings WHERE id = $1", listing))!;
}
