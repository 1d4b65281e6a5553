using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Worker.Operators;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Several processes of each service do together what one does: once, and without anybody's noticing that one of them goes.</summary>
[Trait("needs", "servers")]
[Trait("needs", "nginx")]
[Collection("AppHost")]
[SupportedOSPlatform("linux")]
public sealed class ManyOfEachTests(ManyOfEach many, ITestOutputHelper output) : IClassFixture<ManyOfEach>
{
    private const int Listings = 4000;
    private const int Falling = 500;
    private const int People = 20;

    [Fact]
    public async Task A_night_that_two_workers_see_come_is_done_once_and_three_scrapers_keep_the_stores_pace()
    {
        Assert.Equal(1, await many.CountAsync("SELECT count(*) FROM scrape_runs WHERE origin = 'nightly'"));
        Assert.Equal(0, await many.CountAsync("SELECT count(*) FROM scrape_tasks task JOIN scrape_runs run ON run.id = run_id WHERE origin = 'nightly' AND outcome IS DISTINCT FROM 'observed'"));
        Assert.Empty(many.FirstDifferences);
        Assert.InRange(many.FirstNight.Count, 40, int.MaxValue);
        // Each scraper reads the rules for itself; one store says in the body which page is wanted.
        Assert.Empty(many.FirstNight.GroupBy(visit => visit.Path).Where(path => path.Count() > 1 && path.Key is not ("/robots.txt" or "/radio-estrela/ajax")).Select(path => path.Key));
        Assert.Empty(ManyOfEach.Impolite(many.FirstNight));
        Assert.Equal(1, await many.CountAsync("SELECT count(*) FROM data_protection_keys"));
        output.WriteLine($"{many.FirstNight.Count} visits in the first night");
    }

    [Fact]
    public async Task A_session_of_one_site_is_one_of_the_other_and_a_form_read_at_one_is_taken_by_the_other()
    {
        using var shopper = new Shopper();
        await shopper.SignInAsync(many.Database, form: many.Sites[0], post: many.Sites[1]);
        var slug = (await SlugsAsync(1))[0];
        foreach (var (form, post) in (IEnumerable<(string, string)>)[(many.Sites[0], many.Sites[1]), (many.Sites[1], many.Sites[0])])
        {
            await shopper.PostAsync(await shopper.ReadAsync($"{form}/p/{slug}"), $"{post}/lista/juntar", ("produto", slug));
            var list = await shopper.ReadAsync($"{form}/lista");
            Assert.Contains($"/p/{slug}", list, StringComparison.Ordinal);
            await shopper.PostAsync(list, $"{post}/lista/remover", ("produto", slug));
            Assert.DoesNotContain($"/p/{slug}", await shopper.ReadAsync($"{form}/lista"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_process_has_a_row_of_its_own_is_watched_and_tells_nobody_outside_its_figures()
    {
        Assert.All(
            (string[])["web-1", "web-2", "web", "worker-1", "worker-2", "scraper-1", "scraper-2", "scraper-3"],
            name => Assert.Equal((name, "healthy", 0), (name, many.Host.Resource(name).State, many.Host.Resource(name).Restarts)));
        using var http = new HttpClient();
        using var outside = await http.GetAsync($"{many.Site}/metrics");
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        foreach (var site in many.Sites) Assert.Contains("process_start_time_seconds", await http.GetStringAsync($"{site}/metrics"), StringComparison.Ordinal);

        using var targets = JsonDocument.Parse(await http.GetStringAsync($"{many.Host.Address("prometheus")}/api/v1/targets"));
        var watched = targets.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray().Select(target => target.GetProperty("labels").GetProperty("service").GetString());
        Assert.Equal(["scraper", "scraper", "scraper", "web", "web", "worker", "worker"], watched.Order(StringComparer.Ordinal));

        Assert.All((string[])["web-1", "web-2"], name => Assert.Equal("127.0.0.1", Processes.EnvironmentOf(many.Host.Resource(name).Pid)["Site__Proxies"]));
        var (code, said) = await many.Host.RestartAsync("nothing");
        Assert.Equal((1, "failed: there is no service 'nothing'"), (code, said.Trim()));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(many.Host.Data, "control")));
    }

    [Fact]
    public async Task Behind_the_balancer_each_caller_has_limits_of_its_own_and_none_gets_more_by_another_name()
    {
        using var greedy = From("127.0.0.9");
        using var other = From("127.0.0.10");
        var refused = 0;
        for (var call = 0; call < 3 * many.Sites.Count * ManyOfEach.CallsPerMinute; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{new Uri(many.Site).Port.ToString(CultureInfo.InvariantCulture)}/api/v1/stores");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{call.ToString(CultureInfo.InvariantCulture)}");
            using var answer = await greedy.SendAsync(request);
            refused += answer.StatusCode is HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.InRange(refused, 1, 3 * many.Sites.Count * ManyOfEach.CallsPerMinute);
        foreach (var _ in many.Sites) Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"http://127.0.0.1:{new Uri(many.Site).Port.ToString(CultureInfo.InvariantCulture)}/api/v1/stores")).StatusCode);
    }

    [Fact]
    public async Task After_a_run_no_site_shows_an_old_price()
    {
        var (item, price, _) = await many.Shops.WishForAnythingAsync("castelo");
        await using var find = many.Database.CreateCommand($"SELECT slug FROM products product JOIN listings listing ON product.id = product_id WHERE store_key = 'castelo' AND item_id = '{item}'");
        var slug = (string)(await find.ExecuteScalarAsync())!;
        using var shopper = new Shopper();
        // Asked for all the while: some are being made while the run closes.
        await using var load = new SteadyLoad(many.Site, [slug]);
        for (var one = 0; one < 3; one++) load.Add(new Shopper(), isSignedIn: false);
        foreach (var (site, cents) in many.Sites.Zip((decimal[])[0.33m, 0.66m]))
        {
            foreach (var each in many.Sites) await shopper.ReadAsync($"{each}/p/{slug}");
            await many.Shops.SetPriceAsync("castelo", item, price - cents);
            Assert.True(await many.Shops.IsGoodAsync(await many.Shops.PassNightAsync()));
            var wanted = Euro(price - cents);
            foreach (var each in many.Sites) await Eventually.AssertAsync(async () => Assert.Contains(wanted, Plain(await shopper.ReadAsync($"{each}/p/{slug}")), StringComparison.Ordinal), seconds: 10);
            for (var again = 0; again < 20; again++)
            {
                foreach (var each in many.Sites) Assert.Contains(wanted, Plain(await shopper.ReadAsync($"{each}/p/{slug}")), StringComparison.Ordinal);
            }
        }

        await load.StopAsync();
        Assert.Empty(load.Wrong);
    }

    [Fact]
    public async Task A_rolling_restart_of_everything_under_load_drops_no_request_and_loses_no_message()
    {
        var domain = $"{Guid.NewGuid():n}.example";
        var now = TimeProvider.System.GetUtcNow();
        await using var played = new PlayedRuns(many.Database, many.Host.Resource("messaging").ConnectionString!, Listings);
        await played.AddStoreAsync();
        await played.AddPeopleAsync(People, domain);
        await many.ClosedAsync(await played.PlayAsync(now.AddDays(-40), falling: 0));
        await played.WishAsync(People, Falling, domain);

        await using var load = new SteadyLoad(many.Site, await SlugsAsync(20));
        for (var one = 0; one < 2; one++) load.Add(new Shopper(), isSignedIn: false);
        for (var one = 0; one < 2; one++)
        {
            var person = new Shopper();
            await person.SignInAsync(many.Database, many.Site, many.Site);
            load.Add(person, isSignedIn: true);
        }

        await Eventually.AssertAsync(() => Assert.InRange(load.Posted, 10, int.MaxValue));
        var before = Pids();
        var rolling = many.Host.RestartAsync("all");
        var prices = PlayAsync();
        var night = ReadStoresAsync();
        var (code, said) = await rolling;
        output.WriteLine(said);
        Assert.Equal((0, "done"), (code, said.Trim().Split('\n')[^1]));
        await prices;
        Assert.True(await many.Shops.IsGoodAsync(await night));
        await load.StopAsync();
        output.WriteLine($"{load.Read} pages, {load.Posted} posts");

        Assert.Empty(load.Wrong);
        Assert.Empty(before.Intersect(Pids()));
        Assert.Equal([], await many.Shops.DifferencesAsync(ManyOfEach.Day.AddDays(1)));
        Assert.Empty(ManyOfEach.Impolite(await many.VisitsAsync()));
        Assert.Equal((long)Listings, await OfPlayedAsync("listings"));
        Assert.Equal((long)(Listings + Falling), await OfPlayedAsync("price_observations observation JOIN listings ON listings.id = observation.listing_id"));
        Assert.Equal((long)Falling, await OfPlayedAsync("promotions promotion JOIN listings ON listings.id = promotion.listing_id"));
        Assert.Equal((long)(People * 5), await many.CountAsync($"SELECT count(*) FROM alerts WHERE user_id IN (SELECT id FROM users WHERE user_name LIKE '%@{domain}')"));
        Assert.Equal(0, await many.CountAsync("SELECT count(*) FROM wishlist_items WHERE user_id IN (SELECT id FROM users WHERE user_name LIKE '%@example.pt')"));
        await Eventually.AssertAsync(async () => Assert.Equal(People, (await ArrivedAsync(domain)).Count), seconds: 60);
        Assert.Equal(People, (await ArrivedAsync(domain)).Distinct().Count());

        // The same prices twice, over both changes of worker: the second time nothing is new.
        async Task PlayAsync()
        {
            await ChangedAsync("worker-1", before);
            await many.ClosedAsync(await played.PlayAsync(now, Falling));
            await many.ClosedAsync(await played.PlayAsync(now.AddSeconds(1), Falling));
        }

        async Task<Guid> ReadStoresAsync()
        {
            await many.Shops.SetDayAsync(ManyOfEach.Day.AddDays(1));
            await ChangedAsync("worker-2", before);
            return await many.Shops.PassNightAsync();
        }
    }

    [Fact]
    public async Task A_live_page_comes_back_by_itself_when_the_process_that_it_was_connected_to_is_restarted()
    {
        using var person = new Shopper();
        await person.SignInAsync(many.Database, many.Site, many.Site);
        Assert.Null(await new Appointment(many.Database, TimeProvider.System).AppointAsync(person.Address, OperatorRoles.Curator, CancellationToken.None));
        await using var context = await (await Chromium.Browser).NewContextAsync(new() { BaseURL = many.Site, Locale = "pt-PT" });
        var page = await context.NewPageAsync();
        await page.SignInAsync(person.Address, Shopper.Password);
        await page.GotoAsync("/admin/execucoes");
        await Assertions.Expect(page.Locator(".run-live")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var before = Pids();

        // Whichever holds its connection.
        await page.EvaluateAsync("document.body.dataset.before = 'restart'");
        var (code, said) = await many.Host.RestartAsync("web");
        Assert.True(code == 0, said);
        Assert.Equal(5, before.Intersect(Pids()).Count());
        await Assertions.Expect(page.Locator("body:not([data-before])")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".run-live")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Equal("/admin/execucoes", new Uri(page.Url).AbsolutePath);
    }

    private static HttpClient From(string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (connection, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(connection.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private Task ChangedAsync(string name, List<int> before) => Eventually.AssertAsync(() => Assert.DoesNotContain(many.Host.Resource(name).Pid, before), seconds: 120);

    private List<int> Pids() =>
        [.. ((string[])["web-1", "web-2", "worker-1", "worker-2", "scraper-1", "scraper-2", "scraper-3"]).Select(name => many.Host.Resource(name).Pid)];

    private Task<long> OfPlayedAsync(string rows) => many.CountAsync($"SELECT count(*) FROM {rows} WHERE listings.store_key = '{PlayedRuns.Store}'");

    private async Task<List<string>> SlugsAsync(int most)
    {
        await using var command = many.Database.CreateCommand($"SELECT slug FROM products WHERE best_price > 20 AND in_stock ORDER BY id LIMIT {most}");
        await using var reader = await command.ExecuteReaderAsync();
        var slugs = new List<string>();
        while (await reader.ReadAsync()) slugs.Add(reader.GetString(0));
        return slugs;
    }

    private async Task<List<string>> ArrivedAsync(string domain)
    {
        using var http = new HttpClient();
        var mails = await http.GetFromJsonAsync<Caught[]>($"{many.Host.Address("mail")}/email");
        return [.. mails!.SelectMany(mail => mail.To).Select(to => to.Address).Where(address => address.EndsWith(domain, StringComparison.Ordinal))];
    }

    private static string Euro(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Plain(string page) => WebUtility.HtmlDecode(page);

    private sealed record Caught(CaughtAddress[] To);

    private sealed record CaughtAddress(string Address);
}
