using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>A shop on the loopback that a test writes, and the scraper that reads it over real HTTP with all its courtesies.</summary>
internal sealed class ShopWithShelves : IAsyncDisposable
{
    private readonly WebApplication _shop;

    private ShopWithShelves(WebApplication shop) => _shop = shop;

    /// <summary>What was asked for, in order: method, path, query and posted form.</summary>
    public List<string> Asked { get; } = [];

    public string Host => new Uri(_shop.Urls.Single()).Authority;

    public static async Task<ShopWithShelves> OpenAsync(Func<HttpRequest, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var shop = new ShopWithShelves(builder.Build());
        shop._shop.Run(async context =>
        {
            if (context.Request.Path == "/robots.txt") return;
            var form = context.Request.HasFormContentType ? " " + string.Join('&', (await context.Request.ReadFormAsync()).Select(field => $"{field.Key}={field.Value}")) : "";
            lock (shop.Asked) shop.Asked.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}{form}");
            if (answer(context.Request) is { } body) await context.Response.WriteAsync(body);
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        await shop._shop.StartAsync();
        return shop;
    }

    /// <param name="definition">With HOST where the shop's host belongs.</param>
    public async Task<(CategoryScraped End, List<ListingsObserved> Parts)> ScrapeAsync(string definition, TimeProvider? time = null)
    {
        // No delay needs no Redis.
        var settings = new Dictionary<string, string?> { ["Scraper:Retries"] = "0", ["Scraper:TrySeconds"] = "5", ["Scraper:PrivateHosts:0"] = Host };
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System).AddFetching().BuildServiceProvider();
        var store = StoreDefinition.Parse(definition.Replace("HOST", Host, StringComparison.Ordinal));
        var command = new ScrapeCategory(Guid.CreateVersion7(), store.Key, store.Categories[0].Name, definition);
        List<ListingsObserved> parts = [];
        var scraper = new CategoryScraper(services.GetRequiredService<PageFetcher>(), time ?? TimeProvider.System);
        var end = await scraper.ScrapeAsync(command, store, store.Categories[0], (part, _) => { parts.Add(part); return Task.CompletedTask; }, CancellationToken.None);
        return (end, parts);
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();
}
