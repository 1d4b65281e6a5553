using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Promozilla.Media;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Lab;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Lab;

/// <summary>The lab as the scraper composes it, on a real port, with an archive of its own.</summary>
internal sealed class LabUnderTest : IAsyncDisposable
{
    private const string Key = "a key for the lab's own tests";

    private readonly WebApplication app;
    private readonly HttpClient client;
    private readonly string folder;

    private LabUnderTest(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public ArchiveStore Archive => app.Services.GetRequiredService<ArchiveStore>();

    public static async Task<LabUnderTest> StartAsync(string privateHost, params (string Key, string Value)[] settings)
    {
        var folder = TestServers.Folder("media");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Scraper:PrivateHosts:0"] = privateHost,
            ["Scraper:Retries"] = "0",
            ["Media:Directory"] = folder,
            ["Lab:Key"] = Key,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.Services.AddFetching();
        builder.Services.AddMediaStore();
        builder.Services.AddPageArchive();
        builder.Services.AddLab();
        var app = builder.Build();
        app.MapLab();
        await app.StartAsync();
        return new LabUnderTest(app, folder);
    }

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body, params (string Name, string Value)[] headers) => PostAsync(path, body.ToJsonString(), headers);

    public async Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (!headers.Any(header => header.Name == "X-Lab-Key")) request.Headers.Add("X-Lab-Key", Key);
        return await client.SendAsync(request);
    }

    public Task<JsonElement> ReadAsync(JsonObject request) => AnswerAsync("/lab/read", request);

    public Task<JsonElement> ReplayAsync(JsonObject request) => AnswerAsync("/lab/replay", request);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task<JsonElement> AnswerAsync(string path, JsonObject body)
    {
        using var answer = await PostAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
