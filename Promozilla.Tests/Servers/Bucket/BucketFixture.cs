using Promozilla.Media;

namespace Promozilla.Tests.Servers.Bucket;

/// <summary>An IClassFixture: a server that speaks S3, with one empty bucket.</summary>
public sealed class BucketFixture : IAsyncLifetime
{
    private const string Name = "promozilla";

    private BucketServer server = null!;
    private SignatureGate gate = null!;

    public MediaOptions Options => new()
    {
        Bucket = Name,
        Endpoint = gate.Address,
        AccessKey = BucketServer.AccessKey,
        SecretKey = BucketServer.SecretKey,
    };

    public async Task InitializeAsync()
    {
        server = await BucketServer.StartAsync(TestServers.Folder("bucket"), [Name], CancellationToken.None);
        gate = await SignatureGate.StartAsync(server.ConnectionString, BucketServer.AccessKey, BucketServer.SecretKey);
    }

    public async Task DisposeAsync()
    {
        await gate.DisposeAsync();
        await server.DisposeAsync();
    }
}
