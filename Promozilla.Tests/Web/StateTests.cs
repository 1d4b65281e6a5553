using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using StackExchange.Redis;

namespace Promozilla.Tests.Web;

/// <summary>What the site shows when something is not as it should be. One site for all of it, each test brings it back to health.</summary>
[Trait("needs", "servers")]
public sealed class StateTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly string media = TestServers.Folder("media");
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private Door door = null!;
    private ServiceProcess site = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(media);
        await using (var db = postgres.CreateContext())
        {
            if (!await db.Stores.AnyAsync()) await new ShopSeed(db, TimeProvider.System.GetUtcNow(), media).FillAsync();
        }

        var database = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        door = new Door(database.Port);
        database.Port = door.Port;
        site = await ServiceProcess.StartAsync("Promozilla.Web", address => new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = database.ConnectionString,
            ["ConnectionStrings__cache"] = redis.ConnectionString,
            ["Media__Directory"] = media,
            ["Site__PublicUrl"] = address,
        });
        http.BaseAddress = new Uri(site.Address);
    }

    public async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await door.DisposeAsync();
        Directory.Delete(media, recursive: true);
    }

    [Fact]
    public async Task Old_prices_are_said_to_be_old_of_one_store_or_of_all()
    {
        await using var db = postgres.CreateContext();
        Assert.DoesNotContain("stale-notice", await PageAsync("/"), StringComparison.Ordinal);

        await AgeAsync(db, "castelo", 30);
        await EvictAsync();
        await Eventually.AssertAsync(async () => Assert.Contains("Sem leitura recente: Castelo dos Jogos (há 30 horas)", await WordsAsync("/"), StringComparison.Ordinal));

        foreach (var store in await db.Stores.Select(store => store.Key).ToListAsync()) await AgeAsync(db, store, 75);
        await EvictAsync();
        await Eventually.AssertAsync(async () => Assert.Contains("Estes preços têm 3 dias.", await WordsAsync("/jogos"), StringComparison.Ordinal));
        Assert.Contains("These prices are 3 days old.", await WordsAsync("/jogos?lang=en"), StringComparison.Ordinal);

        foreach (var store in await db.Stores.Select(store => store.Key).ToListAsync()) await AgeAsync(db, store, 5);
        await EvictAsync();
        await Eventually.AssertAsync(async () => Assert.DoesNotContain("stale-notice", await PageAsync("/"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_offer_that_was_not_seen_last_night_says_so()
    {
        await using var db = postgres.CreateContext();
        var listing = await db.Listings.Where(row => row.Product!.Slug == "splatoon-3").Select(row => row.Id).FirstAsync();
        Assert.DoesNotContain("tag-stale", await PageAsync("/p/splatoon-3"), StringComparison.Ordinal);
        await db.ListingSightings.Where(row => row.ListingId == listing).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, TimeProvider.System.GetUtcNow().AddHours(-27)));
        await EvictAsync();
        await Eventually.AssertAsync(async () => Assert.Contains("tag-stale", await PageAsync("/p/splatoon-3"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_database_is_down_a_page_is_its_old_copy_and_what_has_none_says_when_to_come_back()
    {
        var home = await WordsAsync("/p/pikmin-4");
        await EvictAsync();
        await GoneAsync(async () =>
        {
            // The copy, and that it is one: as soon as the site has heard that what it has is old.
            await Eventually.AssertAsync(async () =>
            {
                var old = await WordsAsync("/p/pikmin-4");
                var notice = System.Text.RegularExpressions.Regex.Match(old, " Não estamos a conseguir ver preços novos\\. Esta página é uma cópia de .+?: confirma na loja antes de comprares\\.");
                Assert.True(notice.Success, old);
                Assert.Equal(home, old.Remove(notice.Index, notice.Length));
            });

            using var other = await http.GetAsync("/p/cuphead");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
            Assert.Equal(30, other.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            var words = await other.Content.ReadAsStringAsync();
            Assert.Contains("Estamos a arrumar as prateleiras", words, StringComparison.Ordinal);
            Assert.DoesNotContain("Npgsql", words, StringComparison.Ordinal);

            using var machine = await http.GetAsync("/api/v1/products/cuphead");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, machine.StatusCode);
            Assert.Equal("application/problem+json", machine.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(machine.Headers.RetryAfter);
        });
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/p/cuphead")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_in_gets_the_same_calm_answer()
    {
        await using var db = postgres.CreateContext();
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new() { BaseURL = site.Address, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/conta/registar");
        await page.FillAsync("main input[name=Email]", "avaria@example.pt");
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Criar conta");
        await db.Users.Where(user => user.Email == "avaria@example.pt").ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, true));
        await page.SignInAsync("avaria@example.pt");
        await GoneAsync(async () =>
        {
            var answer = await page.GotoAsync("/jogos");
            Assert.Equal(503, answer!.Status);
            Assert.Equal("Estamos a arrumar as prateleiras", await page.Locator("h1").InnerTextAsync());
        });
        Assert.Equal(200, (await page.GotoAsync("/lista"))!.Status);
        await context.CloseAsync();
    }

    private async Task GoneAsync(Func<Task> meanwhile)
    {
        await door.ShutAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            door.Open();
        }

        await Eventually.AssertAsync(async () => Assert.True((await http.GetAsync("/health")).IsSuccessStatusCode));
    }

    private static Task<int> AgeAsync(Promozilla.Data.PromozillaDbContext db, string key, int hours) =>
        db.Stores.Where(store => store.Key == key).ExecuteUpdateAsync(set => set.SetProperty(store => store.LastGoodRunAt, TimeProvider.System.GetUtcNow().AddHours(-hours).AddMinutes(-5)));

    private async Task EvictAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await Eventually.AssertAsync(async () => Assert.Equal(1L, await connection.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), "a test")));
    }

    private Task<string> PageAsync(string address) => http.GetStringAsync(address);

    private async Task<string> WordsAsync(string address)
    {
        var page = await PageAsync(address);
        var words = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", " "));
        return System.Text.RegularExpressions.Regex.Replace(words, @"\s+", " ").Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal);
    }
}
