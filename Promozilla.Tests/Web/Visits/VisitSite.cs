using Microsoft.Playwright;
using Npgsql;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Tests.Web.Operators;
using Promozilla.Worker.Operators;

namespace Promozilla.Tests.Web.Visits;

/// <summary>A site behind a proxy that says whose request it is, with a cache, and doors to both servers that a test may shut.</summary>
public sealed class VisitSite : AdminSite
{
    private readonly RedisFixture redis = new();

    internal Door ToDatabase { get; private set; } = null!;

    internal Door ToCache { get; private set; } = null!;

    internal static string Ignored => "198.51.100.77";

    protected override IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var database = new NpgsqlConnectionStringBuilder(Database);
            ToDatabase ??= new Door(database.Port);
            database.Port = ToDatabase.Port;
            database.Timeout = 5;
            return new Dictionary<string, string>
            {
                ["ConnectionStrings__promozilladb"] = database.ConnectionString,
                ["ConnectionStrings__cache"] = redis.ConnectionString.Replace($"localhost:{redis.Server.Port}", $"localhost:{ToCache.Port}", StringComparison.Ordinal),
                ["Site__Proxies"] = "private",
                ["Visits__Ignored__0"] = $"{Ignored}/32",
            };
        }
    }

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
        await ToDatabase.DisposeAsync();
    }

    /// <summary>As a browser asks, from an address of its own.</summary>
    internal async Task<HttpResponseMessage> AskAsync(string path, string address, string? agent = VisitorsUnderTest.Firefox, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, Address + path);
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("Accept-Language", "pt-PT");
        if (agent is not null) request.Headers.TryAddWithoutValidation("User-Agent", agent);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    /// <summary>A browser that does not say that a program drives it.</summary>
    internal async Task<IPage> BrowseAsync(string address, string? role = null)
    {
        await PersonAsync(address);
        if (role is not null) Assert.Null(await Worker.Get<Appointment>().AppointAsync(address, role, CancellationToken.None));
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new() { BaseURL = Address, JavaScriptEnabled = false, UserAgent = VisitorsUnderTest.Firefox, Locale = "pt-PT" });
        var page = await context.NewPageAsync();
        await page.SignInAsync(address);
        return page;
    }

    internal async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "-" : reader.GetValue(column))));
        return lines;
    }
}
