using System.Net;
using System.Text.Json;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.MailEvents;
using Promozilla.Web.MailEvents;
using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

/// <summary>A site that loses patience at the sixth try.</summary>
public sealed class ImpatientSite : SiteFixture
{
    public const int Tries = 5;

    private readonly RedisFixture redis = new();

    internal MailProvider Mails { get; } = new();

    internal Door ToCache { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["ConnectionStrings__cache"] = redis.ConnectionString.Replace($"localhost:{redis.Server.Port}", $"localhost:{ToCache.Port}", StringComparison.Ordinal),
        ["Site__Proxies"] = "private",
        ["Site__AccountTriesPerMinute"] = $"{Tries}",
        ["Site__SearchesPerMinute"] = $"{Tries}",
        ["Site__SuggestionsPerMinute"] = $"{Tries}",
        ["Site__ApiCallsPerMinute"] = $"{Tries}",
        ["Site__MailEventsPerMinute"] = $"{Tries}",
        ["MailEvents__SendGridKey"] = Mails.Key,
    };

    public override async Task InitializeAsync()
    {
        await redis.InitializeAsync();
        ToCache = new Door(redis.Server.Port);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await ToCache.DisposeAsync();
        Mails.Dispose();
    }
}

[Trait("needs", "postgres")]
public sealed class LimitTests(ImpatientSite site) : IClassFixture<ImpatientSite>
{
    [Theory]
    [InlineData("/procurar?q=zelda", "text/html")]
    [InlineData("/procurar/sugestoes?q=zel", "text/html")]
    [InlineData("/api/v1/stores?limit=1", "application/problem+json")]
    public async Task Who_asks_too_often_is_told_when_to_come_back(string address, string type)
    {
        using var http = new HttpClient();
        for (var time = 0; time < ImpatientSite.Tries; time++)
        {
            using var fine = await http.GetAsync(new Uri($"{site.Address}{address}{time}"));
            Assert.Equal(HttpStatusCode.OK, fine.StatusCode);
        }

        using var refused = await http.GetAsync(new Uri($"{site.Address}{address}x"));
        await IsFriendlyAsync(refused, type);
    }

    [Fact]
    public async Task Tries_at_sign_in_register_and_reset_are_counted_together_and_reading_them_is_free()
    {
        using var http = new HttpClient();
        string[] doors = ["/conta/entrar", "/conta/registar", "/conta/esqueci", "/conta/reenviar", "/conta/nova-palavra-passe"];
        foreach (var door in doors)
        {
            using var form = new FormUrlEncodedContent([]);
            using var answer = await http.PostAsync(new Uri(site.Address + door), form);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        foreach (var door in doors.Append("/conta/chave/pedir"))
        {
            using var form = new FormUrlEncodedContent([]);
            using var answer = await http.PostAsync(new Uri(site.Address + door), form);
            await IsFriendlyAsync(answer, "text/html");
        }

        using var read = await http.GetAsync(new Uri(site.Address + "/conta/entrar"));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Replicas_count_tries_together_and_each_alone_while_the_cache_is_gone()
    {
        await using var other = await site.StartAnotherAsync();
        string[] turns = [site.Address, site.Address, site.Address, other.Address, other.Address];
        foreach (var one in turns) Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(one, "203.0.113.7"));
        foreach (var one in turns) Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(one, "203.0.113.7"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(other.Address, "203.0.113.8"));

        await site.ToCache.ShutAsync();
        try
        {
            for (var time = 0; time < ImpatientSite.Tries; time++) Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(site.Address, "203.0.113.9"));
            Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(site.Address, "203.0.113.9"));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(other.Address, "203.0.113.9"));
        }
        finally
        {
            site.ToCache.Open();
        }
    }

    [Fact]
    public async Task Messages_about_mails_are_limited_before_anybody_looks_at_their_signature()
    {
        using var http = new HttpClient();
        for (var time = 0; time < ImpatientSite.Tries; time++)
        {
            using var nothing = new StringContent("[]");
            using var answer = await http.PostAsync(new Uri(site.Address + MailEventsRegistration.SendGrid), nothing);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var more = new StringContent("[]");
        using var refused = await http.PostAsync(new Uri(site.Address + MailEventsRegistration.SendGrid), more);
        await IsFriendlyAsync(refused, "application/problem+json");
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false)]
    public void One_household_counts_as_one(string one, string other, bool same) =>
        Assert.Equal(same, Limits.Network(IPAddress.Parse(one)) == Limits.Network(IPAddress.Parse(other)));

    private static async Task<HttpStatusCode> TryAsync(string address, string from)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/conta/entrar") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task IsFriendlyAsync(HttpResponseMessage answer, string type)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        if (type is "text/html") Assert.Contains("Calma, um de cada vez", text, StringComparison.Ordinal);
        else Assert.Equal(429, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
    }
}
