using Microsoft.EntityFrameworkCore;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Web.Shelf;

[Trait("needs", "servers")]
public sealed class KeptShelfTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>
{
    [Fact]
    public async Task A_kept_shelf_counts_and_sorts_anew_when_the_worker_says_that_prices_changed()
    {
        var media = TestServers.Folder("media");
        await using var db = postgres.CreateContext();
        await new ShopSeed(db, TimeProvider.System.GetUtcNow(), media).FillAsync();
        await using var site = await ServiceProcess.StartAsync("Promozilla.Web", address => new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
            ["ConnectionStrings__cache"] = redis.ConnectionString,
            ["Media__Directory"] = media,
            ["Site__PublicUrl"] = address,
        });
        using var http = new HttpClient();
        var product = await db.Products.AsNoTracking().FirstAsync(row => row.Kind == ProductKind.Game);
        var cheap = new Uri($"{site.Address}/jogos?max=1");
        Assert.DoesNotContain($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal);

        await db.Products.Where(one => one.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.BestPrice, 0.5m));
        Assert.DoesNotContain($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal);

        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await connection.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), "a test");
        await Eventually.AssertAsync(async () => Assert.Contains($"/p/{product.Slug}\"", await http.GetStringAsync(cheap), StringComparison.Ordinal));
        Directory.Delete(media, recursive: true);
    }
}
