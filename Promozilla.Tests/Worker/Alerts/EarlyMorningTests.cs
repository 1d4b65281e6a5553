using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Ingest;

namespace Promozilla.Tests.Worker.Alerts;

/// <summary>A Wednesday, four in the morning in Lisbon: one person wishes for two things that have cost 60 for forty days.</summary>
public abstract class EarlyMorningTests(PostgresFixture postgres) : NightTests(postgres)
{
    private protected Wishers wishers = null!;
    private protected Guid user;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await worker.ExecuteAsync("DELETE FROM users; DELETE FROM outgoing_mails; DELETE FROM push_messages; UPDATE scrape_runs SET origin = 'history'");
        await worker.ExecuteAsync("UPDATE stores SET enabled = false WHERE key <> $1", store);
        worker.Clock.Ahead = new DateTimeOffset(2027, 2, 3, 4, 0, 0, TimeSpan.Zero) - TimeProvider.System.GetUtcNow();
        await worker.Get<Partitions>().EnsureAsync(Now, CancellationToken.None);
        await nights.KeepAsync(Now.AddDays(-40), Now.AddDays(-1), Item("a", 60), Item("b", 60));
        wishers = new Wishers(worker);
        user = await wishers.WishAsync(store, "a");
        await wishers.WishAsync(user, store, "b");
    }

    private protected DateTimeOffset Now => worker.Clock.GetUtcNow();

    private protected Task<int> TellAsync() => worker.Get<Digests>().TellDueAsync(CancellationToken.None);

    private protected Task<Guid> NightAsync(params ObservedListing[] items) => nights.PassAsync(Now, "nightly", items);

    private protected ObservedListing Item(string id, decimal price) => Nights.Item(id, price, title: $"Jogo {id} {store}");
}
