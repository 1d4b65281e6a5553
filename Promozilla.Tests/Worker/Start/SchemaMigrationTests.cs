using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Promozilla.Data;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Start;

namespace Promozilla.Tests.Worker.Start;

[Trait("needs", "servers")]
public sealed class SchemaMigrationTests
{
    [Fact]
    public async Task Workers_that_find_a_server_without_the_database_make_it_once_and_migrate_it()
    {
        var server = await TestServers.Postgres;
        var name = $"test_{Guid.NewGuid():N}";
        await using var database = NpgsqlDataSource.Create(server.For(name));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrationOf(database).ApplyAsync(patience.Token)));

            await using var command = database.CreateCommand("SELECT count(*) FROM scrape_runs");
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }
        finally
        {
            await using var connection = database.CreateConnection();
            NpgsqlConnection.ClearPool(connection);
            await server.DropDatabaseAsync(name, CancellationToken.None);
        }
    }

    private static SchemaMigration MigrationOf(NpgsqlDataSource database) =>
        new(new Contexts(database), database, TimeProvider.System, NullLogger<SchemaMigration>.Instance);

    private sealed class Contexts(NpgsqlDataSource database) : IDbContextFactory<PromozillaDbContext>
    {
        public PromozillaDbContext CreateDbContext() =>
            new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure()).Options);
    }
}
