using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>An IClassFixture: a Redis for the test class alone. One of many databases would not do: messages (publish, subscribe) cross them.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    public string ConnectionString => Server.ConnectionString;

    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync(TestServers.Folder("redis"), TestServers.Temporary, CancellationToken.None);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
