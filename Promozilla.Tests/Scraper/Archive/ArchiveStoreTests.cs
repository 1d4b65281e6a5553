using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.Scraper.Archive;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Servers.Bucket;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.Scraper.Archive;

/// <summary>How long and how much is kept, in a folder; <see cref="BucketArchiveTests"/> does the same in a bucket.</summary>
public class ArchiveStoreTests : IDisposable
{
    private readonly string folder = TestServers.Folder("media");
    private readonly MovableClock clock = new();
    private readonly string shop = $"loja-{Guid.NewGuid():n}";

    protected virtual IMediaStore Media => new FolderStore(folder);

    [Fact]
    public async Task A_kept_page_comes_back_as_it_was()
    {
        var page = Page("Jogos à venda", "<p>Preço: 49,99 €</p>", reason: "no items") with { Status = 200, ContentType = "text/html; charset=utf-8", Url = new Uri("https://loja.test/jogos?page=2") };
        Assert.True(await Store().KeepAsync(page, CancellationToken.None));
        var back = Assert.Single(await LastAsync());
        Assert.Equal(page with { Items = [] }, back with { Items = [] });
    }

    [Fact]
    public async Task A_category_has_one_good_page_the_last()
    {
        await Store().KeepAsync(Page("jogos", "first"), CancellationToken.None);
        await Store().KeepAsync(Page("jogos", "second"), CancellationToken.None);
        await Store().KeepAsync(Page("JOGOS", "another category"), CancellationToken.None);
        Assert.Equal("second", (await Store().GoodAsync(shop, "jogos", CancellationToken.None))!.Text);
        Assert.Equal("another category", (await Store().GoodAsync(shop, "JOGOS", CancellationToken.None))!.Text);
        Assert.Null(await Store().GoodAsync(shop, "consolas", CancellationToken.None));
        Assert.Equal(2, (await LastAsync()).Count);
    }

    [Fact]
    public async Task Failing_pages_of_a_store_are_capped_and_the_oldest_go_first()
    {
        var options = new ArchiveOptions { PagesPerStore = 3 };
        for (var turn = 1; turn <= 5; turn++)
        {
            clock.Ahead += TimeSpan.FromMinutes(1);
            await Store(options).KeepAsync(Page("jogos", $"page {turn}", reason: "wrong"), CancellationToken.None);
        }

        Assert.Equal(["page 5", "page 4", "page 3"], (await LastAsync()).Select(page => page.Text));
    }

    [Fact]
    public async Task A_failing_page_is_gone_after_a_week_with_the_next_one_that_is_written()
    {
        await Store().KeepAsync(Page("jogos", "old", reason: "wrong"), CancellationToken.None);
        clock.Ahead = TimeSpan.FromDays(6.9);
        await Store().KeepAsync(Page("jogos", "six days later", reason: "wrong"), CancellationToken.None);
        Assert.Equal(2, (await LastAsync()).Count);
        clock.Ahead = TimeSpan.FromDays(7.1);
        await Store().KeepAsync(Page("jogos", "a week later", reason: "wrong"), CancellationToken.None);
        Assert.Equal(["a week later", "six days later"], (await LastAsync()).Select(page => page.Text));
    }

    [Fact]
    public async Task The_sweep_removes_failing_pages_after_a_week_and_good_ones_after_a_month_and_no_picture()
    {
        var picture = $"{shop}/picture.webp";
        await Media.PutAsync(picture, new byte[1], CancellationToken.None);
        await Store().KeepAsync(Page("jogos", "failed", reason: "wrong"), CancellationToken.None);
        await Store().KeepAsync(Page("jogos", "good"), CancellationToken.None);
        clock.Ahead = TimeSpan.FromDays(8);
        await Store().SweepAsync(CancellationToken.None);
        Assert.Equal(["good"], (await LastAsync()).Select(page => page.Text));
        clock.Ahead = TimeSpan.FromDays(31);
        await Store().SweepAsync(CancellationToken.None);
        Assert.Empty(await LastAsync());
        await using var kept = await Media.GetAsync(picture, CancellationToken.None);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task Pages_that_prices_were_read_from_are_gone_after_some_days_with_the_next_run_and_are_no_ones_last_pages()
    {
        var (first, second, own) = (ArchiveStore.EvidenceKey(shop, Guid.NewGuid(), "jogos", 2), ArchiveStore.EvidenceKey(shop, Guid.NewGuid(), "jogos", 1), ArchiveStore.EvidenceKey(shop, Guid.NewGuid()));
        await Store().KeepAsync(Page("jogos", "second page") with { Page = 2, EvidenceKey = first }, CancellationToken.None);
        await Store().KeepAsync(Page("", "a product") with { Page = 0, EvidenceKey = own }, CancellationToken.None);
        Assert.Empty(await LastAsync());
        Assert.Equal([own, first], (await KeysAsync()).OrderByDescending(key => key.Contains("check-", StringComparison.Ordinal)));
        clock.Ahead = TimeSpan.FromDays(3.1);
        await Store().KeepAsync(Page("jogos", "three days later") with { EvidenceKey = second }, CancellationToken.None);
        Assert.DoesNotContain(first, await KeysAsync());
        Assert.DoesNotContain(own, await KeysAsync());
        Assert.Single(await LastAsync());

        async Task<List<string>> KeysAsync() => await Media.ListAsync($"pages/{shop}/read/", CancellationToken.None).Select(entry => entry.Key).ToListAsync();
    }

    [Fact]
    public async Task Good_pages_leave_half_of_the_places_to_those_that_failed()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            clock.Ahead += TimeSpan.FromMinutes(1);
            await Store().KeepAsync(Page($"shelf-{turn}", $"good {turn}"), CancellationToken.None);
            await Store().KeepAsync(Page("jogos", $"failed {turn}", reason: "wrong"), CancellationToken.None);
        }

        Assert.Equal(["good 0", "good 1", "failed 5", "failed 4"], (await LastAsync(4)).Select(page => page.Text));
        Assert.Equal(12, (await LastAsync()).Count);
    }

    [Fact]
    public async Task A_page_that_stays_too_large_is_not_kept_and_a_broken_one_is_as_good_as_not_there()
    {
        var random = new Random(1);
        var noise = new string([.. Enumerable.Range(0, 30_000).Select(_ => (char)random.Next(0x4E00, 0x9FA0))]);
        Assert.False(await Store(new ArchiveOptions { MaxBytes = 10_000 }).KeepAsync(Page("jogos", noise), CancellationToken.None));
        await Media.PutAsync($"pages/{shop}/good/broken.json.gz", new byte[5], CancellationToken.None);
        Assert.Empty(await LastAsync());
    }

    public virtual void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private ArchiveStore Store(ArchiveOptions? options = null) => new(Media, clock, Options.Create(options ?? new ArchiveOptions()));

    private async Task<List<ArchivedPage>> LastAsync(int count = 20) => await Store().LastAsync(shop, count, CancellationToken.None).ToListAsync();

    private ArchivedPage Page(string category, string text, string? reason = null) => new(
        shop, category, 1, null, null, null, reason is null ? ScrapeOutcome.Observed : ScrapeOutcome.Unreadable, reason, clock.GetUtcNow(), "0123456789abcdef", false, text, []);
}

[Trait("needs", "servers")]
public sealed class BucketArchiveTests(BucketFixture bucket) : ArchiveStoreTests, IClassFixture<BucketFixture>
{
    private readonly BucketStore store = new(bucket.Options);

    protected override IMediaStore Media => store;

    public override void Dispose()
    {
        store.Dispose();
        base.Dispose();
    }
}
