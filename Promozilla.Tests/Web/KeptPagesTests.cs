using Microsoft.EntityFrameworkCore;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Web;

[Trait("needs", "servers")]
public sealed class KeptPagesTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>
{
    [Fact]
    public async Task A_page_is_kept_in_Redis_until_the_worker_says_that_it_changed()
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
        var product = await db.Products.AsNoTracking().FirstAsync();
        var page = new Uri($"{site.Address}/p/{product.Slug}");
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        // A page that was begun before an eviction is not kept, and the site evicts all when it has begun to listen.
        await Eventually.AssertAsync(async () =>
        {
            Assert.Contains(product.Title, System.Net.WebUtility.HtmlDecode(await http.GetStringAsync(page)), StringComparison.Ordinal);
            Assert.NotEmpty(connection.GetServer(connection.GetEndPoints().First()).Keys(pattern: "promozilla:page:*"));
        });

        await db.Products.Where(one => one.Id == product.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, "Outro Nome"));
        Assert.DoesNotContain("Outro Nome", await http.GetStringAsync(page), StringComparison.Ordinal);

        Assert.Equal(1L, await connection.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), "a test"));
        await Eventually.AssertAsync(async () => Assert.Contains("Outro Nome", await http.GetStringAsync(page), StringComparison.Ordinal));
        Directory.Delete(media, recursive: true);
    }
}
