using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Categories;
using Promozilla.Tests.Scraper.Fetching;
using Promozilla.Tests.Scraper.Lab;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Archive;

/// <summary>What a whole scraping over real HTTP leaves in the archive.</summary>
public sealed class PageArchiveTests : IAsyncLifetime
{
    private readonly string folder = TestServers.Folder("media");
    private LoopbackShop shop = null!;

    public async Task InitializeAsync() => shop = await LoopbackShop.StartAsync();

    public async Task DisposeAsync()
    {
        await shop.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Of_a_category_that_reads_well_the_first_page_is_kept_with_its_reading()
    {
        Answer(page => page <= 2 ? ShopDefinition.Products(page) : """{"products":[]}""");
        Assert.Equal(ScrapeOutcome.Observed, (await ScrapeAsync()).Outcome);
        var kept = await KeptAsync();
        Assert.Equal((true, 1, 200, 250), (kept.IsGood, kept.Page, kept.Status, kept.Items.Count));
        Assert.Equal(("Jogo 1000 Switch", 19.99m), (kept.Items[0].Name, kept.Items[0].Price));
        Assert.Contains("Jogo 1000 Switch", kept.Text, StringComparison.Ordinal);
        Assert.Equal(16, kept.Definition.Length);
        Assert.Contains("\"name\"", System.Text.Json.JsonSerializer.Serialize(kept.Items[0].Sources), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_that_prices_were_read_from_is_kept_and_its_items_say_where_and_where_each_field_stood()
    {
        Answer(page => page <= 2 ? ShopDefinition.Products(page) : """{"products":[]}""");
        var told = new List<ListingsObserved>();
        await ScrapeAsync(told: told);
        var media = new FolderStore(folder);
        Assert.Equal([1, 2], told.Select(message => message.Page).Distinct());
        foreach (var page in told.GroupBy(message => message.Page))
        {
            var evidence = page.SelectMany(message => message.Items).Select(item => item.Evidence!).ToList();
            var kept = await media.GetAsync(Assert.Single(evidence.Select(one => one.Page).Distinct())!, CancellationToken.None);
            Assert.Equal(page.Key, ArchivedPage.Unpack(await kept!.ReadAsync(1_000_000, CancellationToken.None)).Page);
            Assert.All(evidence, one => Assert.Contains("price", one.Sources["price"], StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{\"products\":[]}", 200, ScrapeOutcome.Empty, "no items")]
    [InlineData("<html><body>Nova loja</body></html>", 200, ScrapeOutcome.Unreadable, "not JSON")]
    [InlineData("<html><title>Just a moment...</title></html>", 200, ScrapeOutcome.Blocked, "wall")]
    [InlineData("<html><title>Acesso negado</title></html>", 403, ScrapeOutcome.Blocked, "HTTP 403")]
    [InlineData("<html>Erro interno</html>", 500, ScrapeOutcome.Failed, "HTTP 500")]
    public async Task A_page_that_ends_a_category_badly_is_kept_with_the_reason(string body, int status, string outcome, string reason)
    {
        Answer(_ => body, status);
        await ScrapeAsync();
        var kept = await KeptAsync();
        Assert.Equal((false, outcome, status, body), (kept.IsGood, kept.Outcome, kept.Status, kept.Text));
        Assert.Contains(reason, kept.Reason, StringComparison.Ordinal);
        Assert.Equal("/products.json", kept.Url!.AbsolutePath);
    }

    [Fact]
    public async Task A_page_whose_items_lost_their_prices_is_kept_though_the_category_goes_on()
    {
        shop.Answer = context => context.Response.WriteAsync(ListDefinition.Page((1, "Lua Nova", "49,99 €"), (2, "Mar Alto", ""), (3, "Vento Norte", "20 €")));
        Assert.Equal(ScrapeOutcome.Observed, (await ScrapeAsync(definition: ListDefinition.For(shop).ToJsonString())).Outcome);
        var kept = await KeptAsync("loja");
        Assert.Equal((false, ScrapeOutcome.Observed, "1 of 3 items have no price", 3), (kept.IsGood, kept.Outcome, kept.Reason, kept.Items.Count));
    }

    [Fact]
    public async Task A_long_page_is_cut()
    {
        Answer(_ => new string('x', 50_000));
        await ScrapeAsync(new ArchiveOptions { MaxCharacters = 10_000 });
        var kept = await KeptAsync();
        Assert.Equal((true, 10_000), (kept.IsCut, kept.Text.Length));
    }

    [Fact]
    public async Task A_store_that_fails_and_a_queue_that_is_full_cost_the_scraping_nothing()
    {
        Answer(_ => "<html>Nova loja</html>");
        var broken = new BrokenStore();
        Assert.Equal(ScrapeOutcome.Unreadable, (await ScrapeAsync(media: broken, until: () => broken.Puts > 0)).Outcome);

        // Nobody empties this one's queue.
        var full = new PageArchive(TimeProvider.System, Options.Create(new ArchiveOptions()));
        for (var turn = 0; turn < 40; turn++) Assert.Equal(ScrapeOutcome.Unreadable, (await ScrapeAsync(full)).Outcome);
    }

    private void Answer(Func<int, string> body, int status = 200) => shop.Answer = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body(int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture)));
    };

    private async Task<ArchivedPage> KeptAsync(string key = "cstech") => Assert.Single(await Store(new FolderStore(folder)).LastAsync(key, 20, CancellationToken.None).ToListAsync());

    private static ArchiveStore Store(IMediaStore media) => new(media, TimeProvider.System, Options.Create(new ArchiveOptions()));

    private async Task<CategoryScraped> ScrapeAsync(ArchiveOptions? options = null, IMediaStore? media = null, Func<bool>? until = null, string? definition = null, List<ListingsObserved>? told = null)
    {
        var archive = new PageArchive(TimeProvider.System, Options.Create(options ?? new ArchiveOptions()));
        using var writer = new ArchiveWriter(archive, Store(media ?? new FolderStore(folder)), NullLogger<ArchiveWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        var end = await ScrapeAsync(archive, definition, told);
        await Eventually.AssertAsync(() => Assert.True(until is null ? (told is null || Directory.Exists(Path.Combine(folder, "pages", "cstech", "read")) && Directory.GetFiles(Path.Combine(folder, "pages", "cstech", "read")).Length == 2) && Directory.Exists(Path.Combine(folder, "pages")) && Directory.GetFiles(Path.Combine(folder, "pages"), "*", SearchOption.AllDirectories).Length > 0 : until()));
        await writer.StopAsync(CancellationToken.None);
        return end;
    }

    private async Task<CategoryScraped> ScrapeAsync(PageArchive archive, string? definition = null, List<ListingsObserved>? told = null)
    {
        await using var fetching = new FetchingUnderTest(null, null, null, ("PrivateHosts:0", shop.Host), ("Retries", "0"));
        definition ??= ShopDefinition.For(shop.Url(), shop.Host);
        var store = StoreDefinition.Parse(definition);
        return await new CategoryScraper(fetching.Get<PageFetcher>(), TimeProvider.System, archive).ScrapeAsync(
            new ScrapeCategory(Guid.CreateVersion7(), store.Key, store.Categories[0].Name, definition), store, store.Categories[0], (message, _) =>
            {
                told?.Add(message);
                return Task.CompletedTask;
            }, CancellationToken.None);
    }

    private sealed class BrokenStore : IMediaStore
    {
        public int Puts { get; private set; }

        public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            Puts++;
            throw new IOException("no space left");
        }

        public Task<MediaObject?> GetAsync(string key, CancellationToken cancellationToken) => throw new IOException("unreachable");

        public IAsyncEnumerable<MediaEntry> ListAsync(string prefix, CancellationToken cancellationToken) => throw new IOException("unreachable");

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new IOException("unreachable");
    }
}
