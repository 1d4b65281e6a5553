using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>The sample stores and the two services that read them, as processes; what a test does to the stores, and what it then finds in the tables.</summary>
internal sealed class FaultyShops : IAsyncDisposable
{
    private const string LabKey = "uma chave para este teste";
    private readonly HttpClient http = new();
    private readonly Stack<IAsyncDisposable> running = new();
    private readonly string domain = $"{Guid.NewGuid():N}.example";
    private readonly Action<string> say;
    private NpgsqlDataSource database = null!;
    private Uri mails = null!;
    private string samples = "";

    private FaultyShops(Action<string> say) => this.say = say;

    /// <summary>Where the site is, for a test that wants one.</summary>
    public string Site { get; private set; } = "";

    private string Operator => $"operador@{domain}";

    public static async Task<FaultyShops> OpenAsync(
        PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, Action<string> say, bool withSite = false)
    {
        var shops = new FaultyShops(say) { database = NpgsqlDataSource.Create(postgres.ConnectionString), mails = new Uri(mail.Server.Web, "/email") };
        var stores = await shops.StartAsync("samples/Promozilla.SampleStores", []);
        shops.samples = stores.Address;
        var common = new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
            ["ConnectionStrings__messaging"] = rabbitMq.ConnectionString,
            ["ConnectionStrings__cache"] = redis.ConnectionString,
        };
        var media = TestServers.Folder("media");
        var scraper = await shops.StartAsync("Promozilla.Scraper", new(common)
        {
            ["Lab__Key"] = LabKey,
            ["Scraper__PrivateHosts__0"] = new Uri(stores.Address).Authority,
            ["Scraper__TrySeconds"] = "2",
            ["Scraper__Retries"] = "0",
            ["Scraper__LongestCoolDownMinutes"] = "0",
            ["Media__Directory"] = media,
            // A process for each of 1,400 pictures: other tests are about that.
            ["Thumbnails__Convert"] = "false",
        });
        await shops.StartAsync("Promozilla.Worker", new(common)
        {
            ["Samples__Url"] = stores.Address,
            ["Samples__Nights"] = "0",
            ["Runs__PollSeconds"] = "0.1",
            ["Operators__PollSeconds"] = "0.1",
            ["Recheck__AfterMinutes"] = "0.01",
            ["Recheck__AgainMinutes"] = "0.01",
            ["Operators__MailAddress"] = shops.Operator,
            ["Smtp__Host"] = "localhost",
            ["Smtp__Port"] = mail.Server.Port.ToString(CultureInfo.InvariantCulture),
            ["Smtp__From"] = "avisos@promozilla.example",
            ["Site__PublicUrl"] = "https://promozilla.example",
        });
        if (!withSite) return shops;
        var site = await shops.StartAsync("Promozilla.Web", new(common)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Media__Directory"] = media,
            ["Site__PublicUrl"] = "http://localhost",
            ["Lab__Url"] = scraper.Address,
            ["Lab__Key"] = LabKey,
        });
        shops.Site = site.Address;
        return shops;
    }

    /// <summary>Those of a topology that runs.</summary>
    public static FaultyShops Of(RunningAppHost host, Action<string> say) => Of(host.Resource("promozilladb").ConnectionString!, host.Address("mail"), host.Address("samples"), say);

    public static FaultyShops Of(string database, string mail, string samples, Action<string> say) =>
        new(say) { database = NpgsqlDataSource.Create(database), mails = new Uri($"{mail}/email"), samples = samples };

    public Task SetDayAsync(DateOnly date) => PutAsync("today", new { date });

    public Task SetFaultAsync(string store, string fault) => PutAsync($"faults/{store}", new { fault });

    public Task SetPriceAsync(string store, string itemId, decimal price) => PutAsync($"prices/{store}/{itemId}", new { price });

    /// <summary>Asks for a run, as an operator does, and waits until it is closed.</summary>
    public async Task<Guid> PassNightAsync()
    {
        var run = Guid.CreateVersion7();
        var started = TimeProvider.System.GetTimestamp();
        await ExecuteAsync("INSERT INTO scrape_runs (id, requested_at, origin, status) VALUES ($1, now(), 'asked', 'requested')", run);
        await Eventually.AssertAsync(async () => Assert.Equal("closed", await ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run)), seconds: 90);
        var tasks = await RowsAsync("SELECT store_key, string_agg(DISTINCT outcome, ' '), sum(items_recorded), sum(prices_moved) FROM scrape_tasks WHERE run_id = $1 GROUP BY 1 ORDER BY 1", run);
        say($"night in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s: {string.Join("; ", tasks)}");
        return run;
    }

    /// <summary>Somebody who wishes for a new product that gets cheaper at that store on that day, and nowhere else.</summary>
    public async Task<string> WishForFallAsync(string store, DateOnly day)
    {
        var falls = await http.GetFromJsonAsync<Fall[]>($"{samples}/_control/falls?date={day:yyyy-MM-dd}");
        foreach (var fall in falls!.Where(one => one is { Condition: "new", Availability: "in_stock", Percent: >= 5 and <= 35 } && one.Store == store && one.Before - one.After >= 1))
        {
            // What was on sale when it was first seen has no price before that to be cheaper than.
            var isQuiet = await ValueAsync<long>("SELECT count(*) FROM promotions JOIN listings listing ON listing.id = listing_id WHERE store_key = $1 AND item_id = $2", store, fall.ItemId) == 0;
            if (isQuiet && falls!.Count(other => other.Gtin == fall.Gtin) == 1 && await WishAsync(store, fall.ItemId) is { } person) return person;
        }

        throw new InvalidOperationException($"Nothing to wish for at {store} on {day}: {falls!.Count(fall => fall.Store == store)} falls.");
    }

    /// <summary>Somebody who wishes for a new thing in stock of that store.</summary>
    public async Task<(string ItemId, decimal Price, string Person)> WishForAnythingAsync(string store)
    {
        var row = Assert.Single(await RowsAsync(
            """
            SELECT item_id, price FROM listings listing WHERE store_key = $1 AND condition = 'new' AND availability = 'in_stock' AND price > 30
                AND product_id IS NOT NULL AND claimed_price IS NULL AND NOT EXISTS (SELECT FROM promotions WHERE listing_id = listing.id AND ended_at IS NULL)
            ORDER BY item_id LIMIT 1
            """,
            store)).Split('|');
        return (row[0], decimal.Parse(row[1], CultureInfo.InvariantCulture), (await WishAsync(store, row[0]))!);
    }

    public async Task<List<string>> OutcomesAsync(Guid run, string store) =>
        await RowsAsync("SELECT DISTINCT outcome FROM scrape_tasks WHERE run_id = $1 AND store_key = $2", run, store);

    /// <summary>What is usual of a store is known after three good nights; one that a busy machine was too slow for is none.</summary>
    public async Task PassGoodNightsAsync()
    {
        for (var (good, tries) = (0, 0); good < 3; tries++)
        {
            Assert.True(tries < 9, "no three good nights of nine");
            good += await IsGoodAsync(await PassNightAsync()) ? 1 : 0;
        }
    }

    /// <summary>Whether every category of every store was read.</summary>
    public async Task<bool> IsGoodAsync(Guid run) => await RowsAsync("SELECT DISTINCT outcome FROM scrape_tasks WHERE run_id = $1", run) is ["observed"];

    public Task<string?> SicknessAsync(string store) => ValueAsync<string>("SELECT sick_kind FROM stores WHERE key = $1 AND sick_since IS NOT NULL", store);

    public Task<List<string>> SickAsync() => RowsAsync("SELECT key, sick_kind, sick_reason FROM stores WHERE sick_since IS NOT NULL");

    public async Task<long> SicknessesAsync() => await ValueAsync<long>("SELECT count(*) FROM store_sicknesses WHERE until IS NOT NULL");

    /// <summary>All that a shopper sees of the stores.</summary>
    public Task<List<string>> ShelvesAsync(string store = "%") => RowsAsync(
        "SELECT store_key, item_id, title, price, claimed_price, availability, missing_since, (SELECT count(*) FROM price_observations WHERE listing_id = id) FROM listings WHERE store_key LIKE $1 ORDER BY store_key, item_id", store);

    public Task<List<string>> MailsAsync() => RowsAsync("SELECT to_address FROM outgoing_mails WHERE kind = 'digest' ORDER BY id");

    public Task NothingIsHeldAsync(string store) => Eventually.AssertAsync(
        async () => Assert.Equal(0, await ValueAsync<long>("SELECT count(*) FROM held_readings JOIN listings listing ON listing.id = listing_id WHERE store_key = $1", store)), seconds: 60);

    /// <summary>Where the tables differ from what the stores truly ask; a wrong price of one day is not what they ask, and what is in doubt may wait.</summary>
    public async Task<List<string>> DifferencesAsync(DateOnly day)
    {
        var truth = await http.GetFromJsonAsync<Truth>($"{samples}/_control/truth?date={day:yyyy-MM-dd}");
        var shelves = (await RowsAsync(
            "SELECT store_key || ' ' || item_id, price, availability, missing_since IS NULL FROM listings WHERE id NOT IN (SELECT listing_id FROM held_readings)"))
            .Select(row => row.Split('|', 2)).ToDictionary(row => row[0], row => row[1]);
        var held = (await RowsAsync("SELECT store_key || ' ' || item_id FROM listings WHERE id IN (SELECT listing_id FROM held_readings)")).ToHashSet();
        return
        [
            .. from offer in truth!.Offers
               let name = $"{offer.Store} {offer.ItemId}"
               where offer.Story != "glitch" && !held.Contains(name)
               let asked = string.Create(CultureInfo.InvariantCulture, $"{offer.Price:0.00}|{offer.Availability}|True")
               let shown = shelves.GetValueOrDefault(name)
               where asked != shown
               select $"{name}: {asked}, not {shown}",
        ];
    }

    public async Task<decimal> PriceAsync(string store, string itemId) =>
        await ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = $2", store, itemId);

    public Task OneMailAsync(string address) => Eventually.AssertAsync(async () => Assert.Equal((address, 1), (address, await ArrivedAsync(address))), seconds: 60);

    public async Task NoMailAsync(string address) => Assert.Equal((address, 0), (address, await ArrivedAsync(address)));

    public Task OperatorWasToldAsync(long times) => Eventually.AssertAsync(async () => Assert.Equal(times, await ArrivedAsync(Operator)), seconds: 60);

    public async ValueTask DisposeAsync()
    {
        while (running.TryPop(out var process)) await process.DisposeAsync();
        http.Dispose();
        await database.DisposeAsync();
    }

    private async Task<ServiceProcess> StartAsync(string project, Dictionary<string, string> environment)
    {
        var process = await ServiceProcess.StartAsync(project, _ => environment);
        running.Push(process);
        return process;
    }

    private async Task<string?> WishAsync(string store, string itemId)
    {
        if (await ValueAsync<object>("SELECT product_id FROM listings WHERE store_key = $1 AND item_id = $2", store, itemId) is not long product) return null;
        var address = $"{store}-{Guid.NewGuid():n}@{domain}";
        await ExecuteAsync(
            """
            WITH person AS (
                INSERT INTO users (id, language, created_at, unsubscribe_token, alerts_off, user_name, email, email_confirmed, phone_number_confirmed,
                    two_factor_enabled, lockout_enabled, access_failed_count)
                VALUES (gen_random_uuid(), 'pt-PT', now(), gen_random_uuid(), false, $1, $1, true, false, false, true, 0) RETURNING id
            )
            INSERT INTO wishlist_items (user_id, product_id, created_at) SELECT id, $2, now() FROM person
            """,
            address, product);
        return address;
    }

    private async Task<int> ArrivedAsync(string address) =>
        (await http.GetFromJsonAsync<Caught[]>(mails))!.Count(mail => mail.To.Any(to => to.Address == address));

    private async Task PutAsync(string what, object value)
    {
        using var answer = await http.PutAsJsonAsync($"{samples}/_control/{what}", value);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T?> ValueAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    private async Task<List<string>> RowsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }

    private sealed record Fall(string Store, string ItemId, string? Gtin, decimal Before, decimal After, decimal Percent, string Condition, string Availability);

    private sealed record Truth(TrueOffer[] Offers);

    private sealed record TrueOffer(string Store, string ItemId, decimal Price, string Availability, string Story);

    private sealed record Caught(CaughtAddress[] To);

    private sealed record CaughtAddress(string Address);
}
