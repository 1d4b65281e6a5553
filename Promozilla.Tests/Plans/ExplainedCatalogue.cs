using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Bench.Catalogue;
using Promozilla.Data;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Plans;

/// <summary>
/// An IClassFixture: a generated catalogue on a server of its own that tells the plan of all it runs, and the real site over it, which keeps no page. Large enough for the
/// planner to choose as it would; what it knows of the rows is true.
/// </summary>
public sealed class ExplainedCatalogue : IAsyncLifetime
{
    private const int Products = 3000;

    private const string Explain = """
        ALTER DATABASE catalogue SET session_preload_libraries = 'auto_explain';
        ALTER DATABASE catalogue SET auto_explain.log_min_duration = 0;
        ALTER DATABASE catalogue SET auto_explain.log_analyze = on;
        ALTER DATABASE catalogue SET auto_explain.log_timing = off;
        ALTER DATABASE catalogue SET auto_explain.log_nested_statements = on;
        ALTER DATABASE catalogue SET auto_explain.log_format = 'json';
        """;

    private readonly SeenPlans plans = new();
    private PostgresServer? server;
    private ServiceProcess? site;

    public string ConnectionString { get; private set; } = "";

    public HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        server = await PostgresServer.StartAsync(TestServers.Folder("plans"), TestServers.Temporary with { Log = plans.Read }, CancellationToken.None);
        // Tables are as large, and as well known, as the filling leaves them, whenever this machine finds the time to clean up after it.
        await server.QueryAsync("ALTER SYSTEM SET autovacuum = off", CancellationToken.None);
        await server.QueryAsync("SELECT pg_reload_conf()", CancellationToken.None);
        await server.EnsureDatabaseAsync("catalogue", CancellationToken.None);
        ConnectionString = server.For("catalogue");
        await using (var db = new PromozillaDbContext(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql($"{ConnectionString};Pooling=false").Options))
        {
            await db.Database.MigrateAsync();
        }

        await GeneratedCatalogue.FillAsync(ConnectionString, new CatalogueSize(Products), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await ExecuteAsync(Explain);
        NpgsqlConnection.ClearAllPools();
        site = await ServiceProcess.StartAsync("Promozilla.Web", address => new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = ConnectionString,
            ["Media__Directory"] = Path.GetTempPath(),
            ["Site__PublicUrl"] = address,
            ["Site__KeepPages"] = "false",
            ["Site__ApiCallsPerMinute"] = "10000",
            ["Logging__LogLevel__Default"] = "Warning",
        });
        Http.BaseAddress = new Uri(site.Address);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (site is not null) await site.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    public async Task<string> ValueAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the server ran while this was done; its log is read to a mark that is set at the end.</summary>
    internal async Task<List<SeenPlan>> WhileAsync(Func<Task> act)
    {
        await MarkAsync();
        await act();
        return await MarkAsync();
    }

    private async Task<List<SeenPlan>> MarkAsync()
    {
        var mark = $"/* {Guid.NewGuid():N} */ SELECT 1";
        await ExecuteAsync(mark);
        // A plan is whole once the next line comes.
        await ExecuteAsync("SELECT 2");
        var seen = new List<SeenPlan>();
        await Eventually.AssertAsync(() =>
        {
            seen.AddRange(plans.Take());
            Assert.Contains(seen, plan => plan.Query == mark);
            return Task.CompletedTask;
        });
        seen.RemoveAll(plan => plan.Query == mark || plan.Query == "SELECT 2");
        return seen;
    }
}
