using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.AppHost;

/// <summary>The balancer alone, before two small sites: nginx itself says that its configuration is sound (`nginx -t`, at every start and change).</summary>
[Trait("needs", "nginx")]
public sealed class NginxServerTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private readonly List<WebApplication> sites = [];
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NginxServer nginx = null!;
    private int slow;

    public async Task InitializeAsync()
    {
        foreach (var name in (string[])["one", "two"]) sites.Add(await SiteAsync(name));
        nginx = await NginxServer.StartAsync(TestServers.Folder("nginx"), TestServers.Temporary, [.. sites.Select(Port)], CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await nginx.DisposeAsync();
        foreach (var site in sites) await site.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task Pages_go_to_both_and_a_caller_that_says_who_it_is_is_not_believed()
    {
        var names = new List<string>();
        for (var page = 0; page < 8; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{nginx.ConnectionString}/");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("Forwarded", "for=203.0.113.9");
            using var answered = await http.SendAsync(request);
            var said = (await answered.Content.ReadAsStringAsync()).Split('|');
            Assert.Equal(($"localhost:{nginx.Port}", "http", ""), (said[1], said[3], said[4]));
            Assert.True(IPAddress.IsLoopback(IPAddress.Parse(said[2])), said[2]);
            Assert.False(answered.Headers.Contains("Set-Cookie"));
            names.Add(said[0]);
        }

        Assert.Equal(["one", "two"], names.Distinct().Order());
    }

    [Fact]
    public async Task A_circuit_stays_with_its_process_and_finds_another_one_when_that_is_taken_out()
    {
        for (var visitor = 0; visitor < 12; visitor++)
        {
            var cookies = new CookieContainer();
            using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
            var name = await browser.GetStringAsync($"{nginx.ConnectionString}/_blazor/negotiate");
            Assert.Single(cookies.GetCookies(new Uri($"{nginx.ConnectionString}/_blazor")));
            for (var again = 0; again < 4; again++) Assert.Equal(name, await browser.GetStringAsync($"{nginx.ConnectionString}/_blazor/negotiate"));

            using var circuit = new ClientWebSocket();
            circuit.Options.Cookies = cookies;
            await circuit.ConnectAsync(new Uri($"ws://localhost:{nginx.Port}/_blazor"), CancellationToken.None);
            Assert.Equal($"{name} olá", await EchoAsync(circuit, "olá"));
            if (visitor > 0) continue;

            var mine = Port(sites[name == "one" ? 0 : 1]);
            var taking = nginx.TakeOutAsync([mine], CancellationToken.None);
            await Eventually.AssertAsync(async () => Assert.NotEqual(name, await browser.GetStringAsync($"{nginx.ConnectionString}/_blazor/negotiate")));
            // Not cut by the change: only new ones go elsewhere.
            Assert.Equal($"{name} ainda", await EchoAsync(circuit, "ainda"));
            await circuit.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await taking;
            await nginx.TakeOutAsync([], CancellationToken.None);
            Assert.Equal(name, await browser.GetStringAsync($"{nginx.ConnectionString}/_blazor/negotiate"));
        }
    }

    [Fact]
    public async Task Who_is_taken_out_ends_what_it_has_begun_and_gets_nothing_new()
    {
        var begun = http.GetStringAsync($"{nginx.ConnectionString}/slow");
        await Eventually.AssertAsync(() => Assert.Equal(1, Volatile.Read(ref slow)));
        var taking = nginx.TakeOutAsync([Port(sites[0]), Port(sites[1])], CancellationToken.None);
        await Eventually.AssertAsync(async () =>
        {
            using var refused = await http.GetAsync($"{nginx.ConnectionString}/");
            Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        });
        Assert.False(taking.IsCompleted);
        answer.SetResult();
        Assert.Equal("slow", await begun);
        await taking;
    }

    [Fact]
    public async Task When_one_dies_pages_and_what_nobody_heard_are_asked_of_the_other()
    {
        await sites[0].StopAsync();
        for (var request = 0; request < 10; request++)
        {
            Assert.StartsWith("two|", await http.GetStringAsync($"{nginx.ConnectionString}/"), StringComparison.Ordinal);
            using var posted = await http.PostAsync($"{nginx.ConnectionString}/", new StringContent("x"));
            Assert.Equal("two x", await posted.Content.ReadAsStringAsync());
        }
    }

    private static int Port(WebApplication site) => new Uri(site.Urls.Single()).Port;

    private static async Task<string> EchoAsync(ClientWebSocket circuit, string text)
    {
        await circuit.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[100];
        var received = await circuit.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private async Task<WebApplication> SiteAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Take()}"));
        var site = builder.Build();
        site.UseWebSockets();
        site.MapGet("/", (HttpRequest request) => string.Join(
            '|', name, request.Host, request.Headers["X-Forwarded-For"], request.Headers["X-Forwarded-Proto"], request.Headers["Forwarded"]));
        site.MapPost("/", async (HttpRequest request) => $"{name} {await new StreamReader(request.Body).ReadToEndAsync()}");
        site.MapGet("/slow", async () =>
        {
            Interlocked.Increment(ref slow);
            await answer.Task;
            return "slow";
        });
        site.MapGet("/_blazor/negotiate", () => name);
        site.MapGet("/_blazor", async (HttpContext context) =>
        {
            using var circuit = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            while (await circuit.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } received)
            {
                var said = Encoding.UTF8.GetBytes($"{name} {Encoding.UTF8.GetString(buffer, 0, received.Count)}");
                await circuit.SendAsync(said, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        });
        await site.StartAsync();
        return site;
    }
}
