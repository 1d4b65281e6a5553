using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>An IClassFixture: a virtual host of the test class's own, so its queues are nobody else's.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private readonly string name = $"test-{Guid.NewGuid():N}";

    public string ConnectionString { get; private set; } = "";

    public RabbitMqServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServers.RabbitMq;
        ConnectionString = await Server.CreateVirtualHostAsync(name, CancellationToken.None);
    }

    public Task DisposeAsync() => Server.DeleteVirtualHostAsync(name, CancellationToken.None);
}
