using Microsoft.EntityFrameworkCore;
using Promozilla.AppHost.Servers;
using Promozilla.Data;

namespace Promozilla.Bench.Servers;

/// <summary>Real servers of a benchmark's own, gone with their data when it ends. They keep what they are told as those of a night do: nothing is left to luck for speed.</summary>
internal sealed class BenchServers : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"promozilla-bench-{Guid.NewGuid():N}");
    private readonly List<IServer> running = [];

    public static ServerStart Temporary => new() { Temporary = true, Password = "bench-password" };

    public async Task<PostgresServer> PostgresAsync(CancellationToken cancellationToken) =>
        Add(await PostgresServer.StartAsync($"{folder}-postgres", Temporary, cancellationToken));

    public async Task<RedisServer> RedisAsync(CancellationToken cancellationToken) =>
        Add(await RedisServer.StartAsync($"{folder}-redis", Temporary, cancellationToken));

    public async Task<RabbitMqServer> RabbitMqAsync(CancellationToken cancellationToken) =>
        Add(await RabbitMqServer.StartAsync($"{folder}-rabbitmq", Temporary, null, cancellationToken));

    /// <summary>A database with the product's schema.</summary>
    public static async Task<string> DatabaseAsync(PostgresServer server, string name, CancellationToken cancellationToken)
    {
        await server.EnsureDatabaseAsync(name, cancellationToken);
        var connectionString = server.For(name);
        await using var db = new PromozillaDbContext(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql($"{connectionString};Pooling=false").Options);
        await db.Database.MigrateAsync(cancellationToken);
        return connectionString;
    }

    public async ValueTask DisposeAsync()
    {
        running.Reverse();
        foreach (var server in running) await server.DisposeAsync();
    }

    private T Add<T>(T server)
        where T : IServer
    {
        running.Add(server);
        return server;
    }
}
