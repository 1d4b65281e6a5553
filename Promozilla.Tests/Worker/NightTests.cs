using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker;

/// <summary>What tests of nights begin with: the Worker's parts on their class's database, and a store of the test's own.</summary>
/// <param name="settings">Configuration keys and values on top.</param>
public abstract class NightTests(PostgresFixture postgres, params (string Key, string Value)[] settings) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private protected static readonly DateTimeOffset Night = Nights.First;
    private protected readonly string store = $"loja{Guid.NewGuid():n}";
    private protected WorkerUnderTest worker = null!;
    private protected Nights nights = null!;

    public virtual async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, settings);
        nights = new Nights(worker, store);
        await nights.AddStoreAsync();
    }

    public async Task DisposeAsync() => await worker.DisposeAsync();
}
