using Microsoft.EntityFrameworkCore;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Web;

/// <summary>A site that keeps its pages in Redis.</summary>
public sealed class KeepingSite : SiteFixture
{
    private readonly RedisFixture redis = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ConnectionStrings__cache"] = redis.ConnectionString };

    public override async Task InitializeAsync()
    {
        await redis.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await redis.DisposeAsync();
    }

    /// <summary>As the Worker does when a run has closed.</summary>
    internal async Task SayThatPagesChangedAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        Assert.NotEqual(0L, await connection.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), "a test"));
    }
}

[Trait("needs", "servers")]
public sealed class KeptPagesTests(KeepingSite site) : IClassFixture<KeepingSite>
{
    [Fact]
    public async Task A_page_is_kept_in_Redis_until_the_worker_says_that_it_changed()
    {
        await using var db = site.CreateContext();
        using var http = new HttpClient();
        var product = await db.Products.AsNoTracking().FirstAsync();
        var page = new Uri($"{site.Address}/p/{product.Slug}");
        Assert.Contains(product.Title, System.Net.WebUtility.HtmlDecode(await http.GetStringAsync(page)), StringComparison.Ordinal);

        await db.Products.Where(one => one.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, "Outro Nome"));
        Assert.DoesNotContain("Outro Nome", await http.GetStringAsync(page), StringComparison.Ordinal);

        await site.SayThatPagesChangedAsync();
        await Eventually.AssertAsync(async () => Assert.Contains("Outro Nome", await http.GetStringAsync(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kept_shelf_counts_and_sorts_anew_when_the_worker_says_that_prices_changed()
    {
        await using var db = site.CreateContext();
        using var http = new HttpClient();
        var product = await db.Products.AsNoTracking().FirstAsync(row => row.Kind == ProductKind.Game);
        var cheap = new Uri($"{site.Address}/jogos?max=1");
        Assert.DoesNotContain($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal);

        await db.Products.Where(one => one.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.BestPrice, 0.5m));
        Assert.DoesNotContain($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal);

        await site.SayThatPagesChangedAsync();
        await Eventually.AssertAsync(async () => Assert.Contains($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal));
    }
}
