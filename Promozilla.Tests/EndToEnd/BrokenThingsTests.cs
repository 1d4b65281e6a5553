using System.Net;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Tests.EndToEnd;

/// <summary>What breaks within: a store's markup, the disk under the pictures, a handler.</summary>
[Trait("needs", "prometheus")]
[Collection(WholeSystem.Name)]
public sealed class BrokenThingsTests(WholeSystem system) : IDisposable
{
    private const string Store = "castelo";
    private readonly HttpClient stranger = new();

    public void Dispose() => stranger.Dispose();

    [Fact]
    public async Task A_store_whose_markup_changed_keeps_its_prices_and_says_how_old_they_are()
    {
        var before = await system.Shops.ShelvesAsync(Store);
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                await system.Shops.SetFaultAsync(Store, "layout");
                await system.Shops.PassNightAsync();
            },
            Mend = async () =>
            {
                await system.Shops.SetFaultAsync(Store, "none");
                await system.Shops.PassNightAsync();
            },
            Metrics = [("worker", $$"""promozilla_stores_frozen{store="{{Store}}"} 1""")],
            Alerts = ["StoreFrozen 1", "StoreHalved 1"],
            Mail = "a loja Castelo dos Jogos está doente (não foi lida)",
            Seen = async () =>
            {
                Assert.Equal(before, await system.Shops.ShelvesAsync(Store));
                await RoomSaysAsync($"lojas/{Store}", "doente");
                // A day and some hours later, as far as anybody can tell.
                await system.ExecuteAsync($"UPDATE stores SET last_good_run_at = last_good_run_at - interval '30 hours' WHERE key = '{Store}'");
                await SiteSaysAsync(true);
            },
            Afterwards = async () =>
            {
                Assert.Equal([], await system.Shops.DifferencesAsync(WholeSystem.Day));
                await SiteSaysAsync(false);
            },
        }.WalkAsync();
    }

    [Fact]
    public async Task Nothing_is_written_by_halves_on_a_full_disk_and_all_is_written_when_there_is_room()
    {
        List<string> files = [];
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                system.Disk.Fill();
                files = Files();
                await system.ExecuteAsync("UPDATE listings SET image_source = NULL, image_refused = NULL WHERE product_id IN (SELECT id FROM products WHERE image_hash IS NOT NULL ORDER BY id LIMIT 4)");
                await system.IsGoodAsync(system.Shops.PassNightAsync());
            },
            Mend = () =>
            {
                system.Disk.Free();
                return Task.CompletedTask;
            },
            Metrics = [("scraper", """promozilla_dependency_missing{dependency="media"} 1""")],
            Alerts = ["MediaLost 1"],
            Mail = "MediaUnwritableException em scraper (novo)",
            Seen = async () =>
            {
                await RoomSaysAsync("", "falta: espaço para imagens e páginas");
                await RoomSaysAsync("erros", "MediaUnwritableException");
                var metrics = await system.MetricsAsync("scraper");
                Assert.Equal(files, Files());
                Assert.Matches("""promozilla_media_writes_total\{outcome="failed"\} [1-9]""", metrics);
                Assert.Matches("""promozilla_archive_pages_total\{result="not_written"\} [1-9]""", metrics);
                Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(system.Site + "/jogos")).StatusCode);
            },
            Afterwards = async () =>
            {
                await Eventually.AssertAsync(async () => Assert.Equal(0, await system.CountAsync(UnansweredPictures)), seconds: 60);
                Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM dead_letters WHERE settled_at IS NULL"));
                var written = File.GetLastWriteTimeUtc(GoodPage());
                await system.Shops.PassNightAsync();
                await Eventually.AssertAsync(() => Assert.NotEqual(written, File.GetLastWriteTimeUtc(GoodPage())));
            },
        }.WalkAsync();
    }

    [Fact]
    public async Task A_handler_that_always_throws_holds_up_nothing_and_its_message_waits_for_an_operator()
    {
        await new BrokenThing(system)
        {
            Break = () => system.PublishAsync(new ListingsObserved(Guid.CreateVersion7(), "x", "x", 1, 1, TimeProvider.System.GetUtcNow(), null!)),
            Mend = async () =>
            {
                await using var open = system.Database.CreateCommand("SELECT id FROM dead_letters WHERE settled_at IS NULL");
                var letter = (Guid)(await open.ExecuteScalarAsync())!;
                var room = await system.Admin.ReadAsync($"{system.Site}/admin/filas/{letter}");
                await system.Admin.PostAsync(room, $"{system.Site}/admin/filas/largar", ("carta", letter.ToString()), ("certo", "true"));
            },
            Metrics = [("worker", """promozilla_dead_letters{queue="listings-observed"} 1""")],
            Alerts = ["DeadLetters 1"],
            Mail = "NullReferenceException em worker",
            Seen = async () =>
            {
                await RoomSaysAsync("filas", "NullReferenceException");
                await RoomSaysAsync("erros", "System.NullReferenceException");
                Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(system.Site + "/jogos")).StatusCode);
                await system.IsGoodAsync(system.Shops.PassNightAsync());
            },
            Afterwards = async () => Assert.Equal([], await system.Shops.DifferencesAsync(WholeSystem.Day)),
        }.WalkAsync();
    }

    private const string UnansweredPictures = """
        SELECT count(*) FROM products product CROSS JOIN LATERAL (
            SELECT image_source, image_url, image_refused FROM listings one WHERE one.product_id = product.id AND one.image_url IS NOT NULL
            ORDER BY one.condition <> 'new', one.missing_since IS NOT NULL, one.id LIMIT 1) listing
        WHERE image_source IS DISTINCT FROM image_url AND image_refused IS DISTINCT FROM image_url
        """;

    /// <summary>Pictures and kept pages with their lengths; not what is being tried just now.</summary>
    private List<string> Files() =>
    [
        .. new DirectoryInfo(system.Media).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.DirectoryName is { } folder && !folder.EndsWith(".incoming", StringComparison.Ordinal) && !folder.EndsWith("health", StringComparison.Ordinal))
            .Select(file => $"{file.FullName} {(file.Name.EndsWith(".gz", StringComparison.Ordinal) ? 0 : file.Length)}").Order(StringComparer.Ordinal),
    ];

    private string GoodPage() => Directory.EnumerateFiles(Path.Combine(system.Media, "pages", Store, "good")).Order(StringComparer.Ordinal).First();

    private Task RoomSaysAsync(string room, string words) => Eventually.AssertAsync(async () =>
        Assert.Contains(words, WebUtility.HtmlDecode(await system.Admin.ReadAsync($"{system.Site}/admin/{room}".TrimEnd('/'))), StringComparison.Ordinal));

    private Task SiteSaysAsync(bool isOld) => Eventually.AssertAsync(
        async () =>
        {
            await system.PagesChangedAsync();
            Assert.Equal(isOld, (await stranger.GetStringAsync(system.Site + "/jogos")).Contains("Sem leitura recente", StringComparison.Ordinal));
        });
}
