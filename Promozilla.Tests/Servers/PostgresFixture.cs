using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Data;

namespace Promozilla.Tests.Servers;

/// <summary>An IClassFixture: a database of the test class's own, with the product's schema, gone when the class is done.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly Lazy<Task> Template = new(CreateTemplateAsync);

    private readonly string name = $"test_{Guid.NewGuid():N}";

    public string ConnectionString { get; private set; } = "";

    public PostgresServer Server { get; private set; } = null!;

    public PromozillaDbContext CreateContext() => Context(ConnectionString);

    public async Task InitializeAsync()
    {
        await Template.Value;
        Server = await TestServers.Postgres;
        await Server.CreateDatabaseAsync(name, "product_schema", CancellationToken.None);
        ConnectionString = Server.For(name);
    }

    public async Task DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        await Server.DropDatabaseAsync(name, CancellationToken.None);
    }

    /// <summary>The migrations run once; each class gets a copy.</summary>
    private static async Task CreateTemplateAsync()
    {
        var server = await TestServers.Postgres;
        await server.EnsureDatabaseAsync("product_schema", CancellationToken.None);
        // A database that somebody is connected to can't be copied: no pool.
        await using var context = Context($"{server.For("product_schema")};Pooling=false");
        await context.Database.MigrateAsync();
    }

    private static PromozillaDbContext Context(string connectionString) =>
        new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql(connectionString).Options);
}
