using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Promozilla.Tests.Servers;
using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

[Trait("needs", "postgres")]
public sealed class KeyRingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Sites_that_start_at_once_on_an_empty_table_agree_on_one_key()
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        var sites = Enumerable.Range(0, 6).Select(_ => Site(database)).ToList();
        var said = await Task.WhenAll(sites.Select(site => Task.Run(() => Protector(site).Protect("olá"))));

        await using var db = postgres.CreateContext();
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync());
        Assert.All(sites, site => Assert.All(said, secret => Assert.Equal("olá", Protector(site).Unprotect(secret))));
        sites.ForEach(site => site.Dispose());
    }

    private static ServiceProvider Site(NpgsqlDataSource database)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("promozilla");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeyRing(database));
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider site) => site.GetRequiredService<IDataProtectionProvider>().CreateProtector("segredo");
}
