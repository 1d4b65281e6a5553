using System.Net;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Each server that the product stands on is stopped under it and comes back.</summary>
[Trait("needs", "prometheus")]
[Collection(WholeSystem.Name)]
public sealed class BrokenServersTests(WholeSystem system) : IDisposable
{
    private readonly HttpClient stranger = new();

    public void Dispose() => stranger.Dispose();

    [Fact]
    public void Services_that_start_before_their_servers_live_name_what_is_missing_and_turn_ready()
    {
        Assert.Equal(("503 PromozillaDbContext StackExchange.Redis schema", "200"), (system.Said["web"][0], system.Said["web"][^1]));
        Assert.Contains("200 StackExchange.Redis", system.Said["web"]);
        Assert.Equal(("503 PromozillaDbContext RabbitMQ.Client StackExchange.Redis worker", "200"), (system.Said["worker"][0], system.Said["worker"][^1]));
        Assert.Equal(("503 RabbitMQ.Client StackExchange.Redis", "200"), (system.Said["scraper"][0], system.Said["scraper"][^1]));
    }

    [Fact]
    public async Task A_broker_that_stops_in_the_middle_of_a_night_loses_nothing()
    {
        Task<Guid>? night = null;
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                night = await NightAsync();
                await system.RabbitMq.StopAsync();
            },
            Mend = system.RabbitMq.StartAsync,
            Metrics = [("worker", Missing("RabbitMQ.Client")), ("scraper", Missing("RabbitMQ.Client"))],
            Alerts = ["BrokerLost 2"],
            Mail = "o RabbitMQ não responde",
            Seen = async () =>
            {
                await OverviewSaysAsync("falta: RabbitMQ");
                await ServesAsync();
            },
            Afterwards = () => IsGoodAsync(night!),
        }.WalkAsync();
    }

    [Fact]
    public async Task While_the_database_is_stopped_old_pages_say_so_and_what_was_read_waits()
    {
        Task<Guid>? night = null;
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                await ServesAsync();
                night = await NightAsync();
                await system.Postgres.StopAsync();
            },
            Mend = async () =>
            {
                await system.Postgres.StartAsync();
                // The tests' own connections are the old server's.
                system.Database.Clear();
            },
            Metrics = [("worker", Missing("PromozillaDbContext")), ("web", Missing("PromozillaDbContext"))],
            Alerts = ["DatabaseLost 2", "NoFigures 1"],
            Mail = "a base de dados não responde",
            Seen = async () =>
            {
                // What is kept is fresh for its time: only without it there is an old copy to show.
                await system.PagesChangedAsync();
                await Eventually.AssertAsync(async () => Assert.Matches(
                    @"Não estamos a conseguir ver preços novos\.</strong> Esta página é uma cópia de \d", WebUtility.HtmlDecode(await stranger.GetStringAsync(system.Site + "/jogos"))));
                using var room = await system.Admin.GetAsync($"{system.Site}/admin");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, room.StatusCode);
            },
            Afterwards = async () =>
            {
                await IsGoodAsync(night!);
                Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM dead_letters WHERE settled_at IS NULL"));
                // What nobody could see is told when the rooms are open again.
                Assert.Matches("worker: base de dados", await OverviewAsync());
                await ServesAsync();
            },
        }.WalkAsync();
    }

    [Fact]
    public async Task Without_the_cache_the_site_serves_and_the_stores_wait()
    {
        Task<Guid>? night = null;
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                await system.Redis.StopAsync();
                night = system.Shops.PassNightAsync();
            },
            Mend = system.Redis.StartAsync,
            Metrics = [.. ((string[])["worker", "scraper", "web"]).Select(service => (service, Missing("StackExchange.Redis")))],
            Alerts = ["CacheLost 3"],
            Mail = "o Redis não responde",
            Seen = async () =>
            {
                await OverviewSaysAsync("O Redis não responde, e é por ele", "falta: Redis");
                await ServesAsync();
            },
            Afterwards = () => IsGoodAsync(night!),
        }.WalkAsync();
    }

    [Fact]
    public async Task Mails_wait_for_the_mail_server_and_go_out_once()
    {
        using var person = new Shopper();
        await new BrokenThing(system)
        {
            Break = async () =>
            {
                await system.Mail.StopAsync();
                await person.SignInAsync(system.Database, system.Site, system.Site);
            },
            Mend = system.Mail.StartAsync,
            Metrics = [("worker", Missing("smtp"))],
            Alerts = ["MailServerLost 1"],
            Mail = "o servidor de correio esteve parado",
            IsMailedAfterwards = true,
            Seen = async () =>
            {
                await OverviewSaysAsync("falta: servidor de correio");
                await ServesAsync();
            },
            Afterwards = () => system.Shops.OneMailAsync(person.Address),
        }.WalkAsync();
    }

    private static string Missing(string dependency) => $$"""promozilla_dependency_missing{dependency="{{dependency}}"} 1""";

    /// <summary>A night that has begun: something of it is recorded, the rest is on its way.</summary>
    private async Task<Task<Guid>> NightAsync()
    {
        var night = system.Shops.PassNightAsync();
        await Eventually.AssertAsync(async () => Assert.NotEqual(0, await system.CountAsync(
            "SELECT coalesce(sum(messages_recorded), 0)::bigint FROM scrape_tasks task JOIN scrape_runs run ON run.id = task.run_id AND run.status = 'running'")));
        return night;
    }

    private async Task IsGoodAsync(Task<Guid> night)
    {
        await system.IsGoodAsync(night);
        Assert.Equal([], await system.Shops.DifferencesAsync(WholeSystem.Day));
    }

    private async Task ServesAsync() => Assert.DoesNotContain("stale-notice", await stranger.GetStringAsync(system.Site + "/jogos"), StringComparison.Ordinal);

    private async Task<string> OverviewAsync() => WebUtility.HtmlDecode(await system.Admin.ReadAsync($"{system.Site}/admin"));

    private Task OverviewSaysAsync(params string[] words) => Eventually.AssertAsync(async () =>
    {
        var overview = await OverviewAsync();
        Assert.All(words, word => Assert.Contains(word, overview, StringComparison.Ordinal));
    });
}
