using System.Net;
using Npgsql;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web;

/// <summary>A database that hangs refuses nobody; the site must not keep everybody waiting for it.</summary>
[Trait("needs", "postgres")]
public sealed class HangingDatabaseTests(HangingDatabaseTests.Site site) : IClassFixture<HangingDatabaseTests.Site>
{
    [Fact]
    public async Task Pages_are_answered_while_the_database_hangs_and_are_whole_again_after_it()
    {
        // A statement would be waited for ten minutes: whoever is answered was not kept waiting for its end.
        using var http = new HttpClient { BaseAddress = new Uri(site.Address), Timeout = TimeSpan.FromMinutes(2) };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/consolas"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health"));

        site.Line.Freeze();
        await Eventually.AssertAsync(
            async () => Assert.Matches(@"promozilla_dependency_missing\{[^}]*dependency=""PromozillaDbContext""[^}]*\} 1", await http.GetStringAsync("/metrics")), seconds: 90);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/health"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/jogos?preco=17"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/p/ninguem-o-viu"));
        // A page that needs no database is there.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/sem-rede"));

        site.Line.Thaw();
        await Eventually.AssertAsync(async () => Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/jogos?preco=17")), seconds: 90);
        await Eventually.AssertAsync(async () => Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health")), seconds: 90);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>The site, with a line between it and its database.</summary>
    public sealed class Site : SiteFixture
    {
        private FreezingLine? line;

        internal FreezingLine Line => line ??= new FreezingLine(new NpgsqlConnectionStringBuilder(Database).Port);

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = new NpgsqlConnectionStringBuilder(Database) { Host = "127.0.0.1", Port = Line.Port }.ConnectionString,
            ["Aspire__Npgsql__EntityFrameworkCore__PostgreSQL__CommandTimeout"] = "600",
            ["Health__PeriodSeconds"] = "1",
        };

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Line.DisposeAsync();
        }
    }
}
