using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Promozilla.Data;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Doctor;
using Promozilla.Worker.Start;

namespace Promozilla.Tests.Worker.Start;

[Trait("needs", "servers")]
public sealed class SchemaMigrationTests
{
    private const string OlderSteps = """INSERT INTO "__EFMigrationsHistory" VALUES ('20261121120601_Initial', '10.0.14'), ('20261121215016_HiddenProducts', '10.0.14')""";

    [Fact]
    public Task Workers_that_find_a_server_without_the_database_make_it_once_and_migrate_it() => WithDatabaseAsync(async (database, patience) =>
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrationOf(database).ApplyAsync(patience)));

        await using var command = database.CreateCommand("SELECT count(*) FROM scrape_runs");
        Assert.Equal(0L, await command.ExecuteScalarAsync(patience));
    });

    [Fact]
    public Task A_database_that_went_all_the_steps_before_the_first_release_goes_on() => WithDatabaseAsync(async (database, patience) =>
    {
        await MigrationOf(database).ApplyAsync(patience);
        await ExecuteAsync(database, OlderSteps);

        await MigrationOf(database).ApplyAsync(patience);

        Assert.Equal(Verdict.Ok, (await new SchemaCheck(database, new Contexts(database)).LookAsync(patience)).Verdict);
    });

    [Fact]
    public Task A_database_that_stopped_on_its_way_to_the_first_release_is_left_alone_and_says_what_to_do() => WithDatabaseAsync(async (database, patience) =>
    {
        await MigrationOf(database).ApplyAsync(patience);
        await ExecuteAsync(database, """DELETE FROM "__EFMigrationsHistory"; """ + OlderSteps);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => MigrationOf(database).ApplyAsync(patience));

        Assert.Contains("ends with 20261121215016_HiddenProducts", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("git log", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(refusal.Message, (await new SchemaCheck(database, new Contexts(database)).LookAsync(patience)).Words);
    });

    private static async Task WithDatabaseAsync(Func<NpgsqlDataSource, CancellationToken, Task> test)
    {
        var server = await TestServers.Postgres;
        var name = $"test_{Guid.NewGuid():N}";
        await using var database = NpgsqlDataSource.Create(server.For(name));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await test(database, patience.Token);
        }
        finally
        {
            await using var connection = database.CreateConnection();
            NpgsqlConnection.ClearPool(connection);
            await server.DropDatabaseAsync(name, CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static SchemaMigration MigrationOf(NpgsqlDataSource database) =>
        new(new Contexts(database), database, TimeProvider.System, NullLogger<SchemaMigration>.Instance);

    private sealed class Contexts(NpgsqlDataSource database) : IDbContextFactory<PromozillaDbContext>
    {
        public PromozillaDbContext CreateDbContext() =>
            new(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure()).Options);
    }
}
