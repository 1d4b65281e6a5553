using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>An IClassFixture: one of Redis's numbered databases for the test class alone. Messages (publish, subscribe) cross databases.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private static int given;

    public string ConnectionString { get; private set; } = "";

    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServers.Redis;
        var database = Interlocked.Increment(ref given) % RedisServer.Databases;
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"{Server.ConnectionString},defaultDatabase={database}");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
