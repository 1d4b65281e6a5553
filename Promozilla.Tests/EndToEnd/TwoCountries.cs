using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Promozilla.Data;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// An IClassFixture: one database, Worker and site for Portugal and Sweden. A shop in each sells the same game, by its name and trade number, and
/// has made it cheaper tonight; somebody wishes for both.
/// </summary>
public sealed class TwoCountries : IAsyncLifetime
{
    public const string Portugal = "promozilla.pt.test";
    public const string Sweden = "promozilla.se.test";
    public const string Slug = "lua-nova-switch";

    private readonly PostgresFixture postgres = new();
    private readonly RedisFixture redis = new();
    private readonly string gtin = TradeNumbers.Next();
    private ServiceProcess? site;

    private static Dictionary<string, string> Settings => new()
    {
        ["Markets:PT:Hosts:0"] = Portugal,
        ["Markets:PT:PublicUrl"] = $"http://{Portugal}",
        ["Markets:SE:Hosts:0"] = Sweden,
        ["Markets:SE:Hosts:1"] = $"www.{Sweden}",
        ["Markets:SE:PublicUrl"] = $"http://{Sweden}",
        ["Markets:SE:Culture"] = "sv-SE",
        ["Markets:SE:Currency"] = "SEK",
        ["Markets:SE:TimeZone"] = "Europe/Stockholm",
        ["Markets:SE:LegalVerdict"] = "none",
    };

    internal WorkerUnderTest Worker { get; private set; } = null!;

    public string Redis => redis.ConnectionString;

    public Guid Person { get; } = Guid.NewGuid();

    public PooledDbContextFactory<PromozillaDbContext> Contexts => new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql(postgres.ConnectionString).Options);

    private Nights Loja => new(Worker, "loja");

    private Nights Butik => new(Worker, "butik");

    public async Task InitializeAsync()
    {
        await Task.WhenAll(postgres.InitializeAsync(), redis.InitializeAsync());
        Worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, [.. Settings.Select(setting => (setting.Key, setting.Value))]);
        await Loja.AddStoreAsync();
        await Butik.AddStoreAsync();
        await Worker.ExecuteAsync(
            "UPDATE stores SET market = 'SE', currency = 'SEK', time_zone = 'Europe/Stockholm', is_judged = false, name = 'Butik Norr' WHERE key = 'butik'");
        var (start, now) = (Nights.First, Nights.First.AddDays(40));
        await Loja.KeepAsync(start, now, Moon("EUR", 60), Nights.Item("sol", 20, title: "Sol Poente"));
        await Butik.KeepAsync(start, now, Moon("SEK", 600), Nights.Item("hav", 300, title: "Vinterhavet") with { Currency = "SEK" });
        await WishAsync();
        await Loja.PassAsync(now.AddHours(20), "nightly", Moon("EUR", 48, 60), Nights.Item("sol", 20, title: "Sol Poente"));
        await Butik.PassAsync(now.AddHours(20), "nightly", Moon("SEK", 480, 600), Nights.Item("hav", 300, title: "Vinterhavet") with { Currency = "SEK" });
        site = await ServiceProcess.StartAsync("Promozilla.Web", _ => new Dictionary<string, string>(Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
            ["ConnectionStrings__cache"] = redis.ConnectionString,
        });
    }

    public async Task DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        await Worker.DisposeAsync();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
    }

    /// <summary>A browser for which this host name leads to the site.</summary>
    public HttpClient At(string host)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site!.Address) };
        http.DefaultRequestHeaders.Host = host;
        return http;
    }

    private ObservedListing Moon(string currency, decimal price, decimal? claimed = null) =>
        Nights.Item("lua", price, claimed, title: "Lua Nova") with { Gtin = gtin, Currency = currency };

    private async Task WishAsync()
    {
        await AddPersonAsync(Person);
        await Worker.ExecuteAsync("INSERT INTO wishlist_items (user_id, product_id, created_at) SELECT $1, id, now() FROM products WHERE slug = $2", Person, Slug);
    }

    public Task AddPersonAsync(Guid person) => Worker.ExecuteAsync(
        """
        INSERT INTO users (id, language, created_at, unsubscribe_token, alerts_off, user_name, email, email_confirmed, phone_number_confirmed,
            two_factor_enabled, lockout_enabled, access_failed_count)
        VALUES ($1, 'pt-PT', now(), gen_random_uuid(), false, $2, $2, true, false, false, true, 0)
        """,
        person, $"{person:n}@promozilla.test");
}
