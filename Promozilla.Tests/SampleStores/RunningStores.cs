using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Promozilla.SampleStores;
using Promozilla.SampleStores.Control;

namespace Promozilla.Tests.SampleStores;

/// <summary>The sample stores behind a real port of this machine.</summary>
public sealed class RunningStores : IAsyncLifetime
{
    public static readonly DateOnly Day = new(2026, 11, 21);
    private readonly WebApplication _app;

    public RunningStores()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddStorefronts();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapStorefronts();
    }

    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => _app.Services;

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Client.Dispose();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
        _app.Services.GetRequiredService<SimulatedDay>().Set(Day);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task<JsonElement> JsonAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    public async Task FaultAsync(string store, string fault)
    {
        using var answer = await Client.PutAsJsonAsync($"/_control/faults/{store}", new { fault });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
