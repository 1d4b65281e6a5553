using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Matching;

/// <summary>A new product that is named almost like another is put before a person.</summary>
[Trait("needs", "postgres")]
public sealed class NearNameTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("Mario Kart World Deluxxe", true)]
    [InlineData("Mario Karts World Deluxe", true)]
    [InlineData("Mario Kart World Deluxe 2", false)]
    [InlineData("Metroid Prime Remastered", false)]
    public async Task Almost_the_same_name_waits_for_a_person_and_another_number_does_not(string title, bool waits)
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var store = $"loja{Guid.NewGuid():n}";
        var nights = new Nights(worker, store);
        await nights.AddStoreAsync();
        var known = Item("known", "Mario Kart World Deluxe");
        await nights.PassAsync(Nights.First, "nightly", known);
        await nights.PassAsync(Nights.First.AddDays(1), "nightly", known, Item("fresh", title));

        var queued = await worker.ValueAsync<long>(
            """
            SELECT count(*) FROM match_candidates queued JOIN listings fresh ON fresh.id = queued.listing_id JOIN listings known ON known.product_id = queued.product_id
            WHERE queued.reason = 'near_title' AND fresh.store_key = $1 AND fresh.item_id = 'fresh' AND known.store_key = $1
            """,
            store);
        Assert.Equal(waits ? 1 : 0, queued);
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM products WHERE compared_at IS NULL"));
        // The names of one case are no products of the next one's.
        await worker.ExecuteAsync("DELETE FROM products");
    }

    private static ObservedListing Item(string id, string title) => Nights.Item(id, 29.99m, title: title);
}
