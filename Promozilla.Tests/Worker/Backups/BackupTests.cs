using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web;
using Promozilla.Worker.Backups;

namespace Promozilla.Tests.Worker.Backups;

/// <summary>The rehearsal: a shop's worth of rows and pictures is backed up and restored with the real programs.</summary>
[Trait("needs", "postgres")]
public sealed class BackupTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("promozilla-backups-");
    private readonly string fresh = $"restored_{Guid.NewGuid():N}";

    private string Backup => Path.Combine(folder.FullName, "shop.tar");

    public async Task InitializeAsync()
    {
        await using var db = postgres.CreateContext();
        if (await db.Stores.AnyAsync()) await db.Database.ExecuteSqlRawAsync("TRUNCATE stores, products, outgoing_mails CASCADE");
        await new ShopSeed(db, TimeProvider.System.GetUtcNow(), Path.Combine(folder.FullName, "media")).FillAsync();
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO outgoing_mails (id, kind, to_address, subject, text_body, html_body, dedupe_key, status, attempts, created_at, next_attempt_at)
            SELECT gen_random_uuid(), 'digest', 'a@example.pt', 'é; ''ção''', E'linha\n2', '<p>', status, status, 0, now(), now() FROM unnest(ARRAY['pending', 'sent']) status
            """);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO visit_events (id, market, at, visitor, path) VALUES (gen_random_uuid(), 'PT', now(), 1, '/')");
    }

    public async Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        var names = await postgres.Server.QueryAsync($"SELECT datname FROM pg_database WHERE datname LIKE '{fresh}%'", CancellationToken.None);
        foreach (var name in names.Split('\n', StringSplitOptions.RemoveEmptyEntries)) await postgres.Server.DropDatabaseAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task A_backup_restored_into_a_fresh_database_gives_every_table_and_every_picture_again()
    {
        var before = await SumsAsync(postgres.ConnectionString);
        await BackUpAsync();
        await postgres.Server.CreateDatabaseAsync(fresh, "template0", CancellationToken.None);
        var media = Path.Combine(folder.FullName, "elsewhere");
        var outcome = await RestoreAsync(postgres.Server.For(fresh), media, sendWaiting: true);
        Assert.Null(outcome.Refusal);
        Assert.Null(outcome.PutAside);
        var after = await SumsAsync(postgres.Server.For(fresh));
        Assert.Equal(before, after);
        Assert.True(after["public.stores"].Rows == 4 && after["public.products"].Rows == 60 && after.Values.Sum(table => table.Rows) > 500);
        Assert.Equal(Files(Path.Combine(folder.FullName, "media")), Files(media));
        Assert.NotEmpty(Files(media));
        // The restored schema is whole: the next migration finds itself applied, and the search's functions work.
        await using var db = new PromozillaDbContext(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql($"{postgres.Server.For(fresh)};Pooling=false").Options);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());

        // What may exist for two days must not lie in a backup for months.
        Assert.False(await db.VisitEvents.AnyAsync());
        Assert.Equal(await IndexesAsync(postgres.ConnectionString), await IndexesAsync(postgres.Server.For(fresh)));
    }

    [Fact]
    public async Task Mails_that_waited_are_not_sent_a_second_time()
    {
        await BackUpAsync();
        var outcome = await RestoreAsync(postgres.Server.For(fresh), Path.Combine(folder.FullName, "elsewhere"));
        Assert.Equal((null, 1), (outcome.Refusal, outcome.HeldMails));
        Assert.Equal("sent,unknown", await ValueAsync(postgres.Server.For(fresh), "SELECT string_agg(status, ',' ORDER BY status) FROM outgoing_mails"));
    }

    [Fact]
    public async Task A_database_with_tables_is_refused_and_with_force_put_aside_whole()
    {
        await BackUpAsync();
        await postgres.Server.CreateDatabaseAsync(fresh, "template0", CancellationToken.None);
        await ValueAsync(postgres.Server.For(fresh), "CREATE TABLE precious AS SELECT 42 AS answer");
        var refused = await RestoreAsync(postgres.Server.For(fresh), Path.Combine(folder.FullName, "elsewhere"));
        Assert.Contains("isn't empty (1 tables)", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(42, await ValueAsync(postgres.Server.For(fresh), "SELECT answer FROM precious"));

        var forced = await RestoreAsync(postgres.Server.For(fresh), Path.Combine(folder.FullName, "elsewhere"), force: true);
        Assert.Null(forced.Refusal);
        Assert.Equal(4L, await ValueAsync(postgres.Server.For(fresh), "SELECT count(*) FROM stores"));
        Assert.Equal(42, await ValueAsync(postgres.Server.For(forced.PutAside!), "SELECT answer FROM precious"));
    }

    [Fact]
    public async Task A_database_that_is_in_use_is_refused()
    {
        await BackUpAsync();
        await postgres.Server.CreateDatabaseAsync(fresh, "template0", CancellationToken.None);
        await using var user = new NpgsqlConnection($"{postgres.Server.For(fresh)};Pooling=false");
        await user.OpenAsync();
        Assert.Contains("is in use", (await RestoreAsync(postgres.Server.For(fresh), folder.FullName)).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PGDMP", 5_000)]
    [InlineData("IHDR", 6)]
    [InlineData("\"createdAt\"", 20)]
    public async Task A_damaged_or_cut_backup_is_refused_before_anything_is_touched(string after, int distance)
    {
        await BackUpAsync();
        var whole = await File.ReadAllBytesAsync(Backup);
        var at = whole.AsSpan().IndexOf(Encoding.ASCII.GetBytes(after)) + distance;
        foreach (var damaged in (byte[][])[[.. whole[..at], (byte)(whole[at] ^ 1), .. whole[(at + 1)..]], whole[..at]])
        {
            await File.WriteAllBytesAsync(Backup, damaged);
            Assert.Matches("is damaged|is no whole backup", (await RestoreAsync(postgres.Server.For(fresh), Path.Combine(folder.FullName, "elsewhere"))).Refusal);
            Assert.False(Directory.Exists(Path.Combine(folder.FullName, "elsewhere")));
            Assert.Equal("", await postgres.Server.QueryAsync($"SELECT datname FROM pg_database WHERE datname LIKE '{fresh}%'", CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_restore_that_fails_half_way_leaves_the_database_as_it_was()
    {
        await BackUpAsync();
        // The media store can't be written: a file stands where its folder should.
        var blocked = Path.Combine(folder.FullName, "blocked");
        await File.WriteAllTextAsync(blocked, "");
        await postgres.Server.CreateDatabaseAsync(fresh, "template0", CancellationToken.None);
        await ValueAsync(postgres.Server.For(fresh), "CREATE TABLE precious AS SELECT 42 AS answer");
        await Assert.ThrowsAnyAsync<IOException>(() => RestoreAsync(postgres.Server.For(fresh), blocked, force: true));
        Assert.Equal(fresh, await postgres.Server.QueryAsync($"SELECT datname FROM pg_database WHERE datname LIKE '{fresh}%'", CancellationToken.None));
        Assert.Equal(42, await ValueAsync(postgres.Server.For(fresh), "SELECT answer FROM precious"));
    }

    [Fact]
    public async Task Only_its_owner_can_read_a_backup_and_a_failed_one_leaves_nothing()
    {
        await BackUpAsync();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        File.Delete(Backup);
        await using var wrong = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Backup:Programs", folder.FullName));
        await Assert.ThrowsAsync<PostgresProgramException>(() => wrong.Get<BackupWriter>().WriteAsync(Backup, CancellationToken.None));
        Assert.Empty(folder.EnumerateFiles());
        Assert.Contains("pg_dump isn't on this machine", await wrong.Get<PostgresPrograms>().MissingAsync(15, CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_on_no_command_line()
    {
        var seen = Path.Combine(folder.FullName, "arguments");
        var programs = Directory.CreateDirectory(Path.Combine(folder.FullName, "programs")).FullName;
        await File.WriteAllTextAsync(Path.Combine(programs, "pg_dump"), $"#!/bin/sh\necho \"$@\" >{seen}\necho 'pg_dump: error: no' >&2\nexit 1\n");
        Process.Start("chmod", ["+x", Path.Combine(programs, "pg_dump")]).WaitForExit();
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Backup:Programs", programs));
        var failure = await Assert.ThrowsAsync<PostgresProgramException>(() => worker.Get<BackupWriter>().WriteAsync(Backup, CancellationToken.None));
        Assert.Equal("pg_dump ended with 1: pg_dump: error: no", failure.Message);
        var arguments = await File.ReadAllTextAsync(seen);
        Assert.Contains("--format=custom", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("test-password", arguments, StringComparison.Ordinal);
    }

    private async Task BackUpAsync()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Media:Directory", Path.Combine(folder.FullName, "media")));
        await worker.Get<BackupWriter>().WriteAsync(Backup, CancellationToken.None);
    }

    private async Task<RestoreOutcome> RestoreAsync(string database, string media, bool force = false, bool sendWaiting = false)
    {
        await using var host = RestoreHost.Create(database, media);
        return await host.Restore.RestoreAsync(Backup, force, sendWaiting, CancellationToken.None);
    }

    private static async Task<IReadOnlyDictionary<string, TableSum>> SumsAsync(string database)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        return await TableSums.ReadAsync(connection, CancellationToken.None);
    }

    private static Task<object?> IndexesAsync(string database) =>
        ValueAsync(database, "SELECT string_agg(indexdef, E'\\n' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'");

    private static async Task<object?> ValueAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static SortedDictionary<string, string> Files(string root) => new(
        new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(root, file.FullName), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.FullName)))),
        StringComparer.Ordinal);
}
