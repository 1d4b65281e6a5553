using Promozilla.Data.Prices;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Delivery;
using Promozilla.Worker.Stores;

namespace Promozilla.Tests.Worker.Delivery;

[Trait("needs", "postgres")]
public sealed class DeliveryTotalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateOnly Day = new(2026, 5, 1);

    [Theory]
    [InlineData(49.99, Regions.Mainland, 53.98)]
    [InlineData(50.0, Regions.Mainland, 50.0)]
    [InlineData(50.0, Regions.Azores, 58.5)]
    [InlineData(50.0, Regions.Madeira, null)]
    [InlineData(50.0, Regions.Pickup, 50.0)]
    [InlineData(50.0, "moon", null)]
    public void The_rule_in_force_says_what_it_costs_delivered(double price, string region, double? total)
    {
        DeliveryRule[] rules =
        [
            new() { StoreKey = "loja", Since = Day.AddDays(10), MainlandFee = 9 },
            new() { StoreKey = "loja", Since = Day, MainlandFee = 3.99m, FreeFrom = 50, AzoresFee = 8.50m, PickupFee = 0 },
        ];
        Assert.Equal((decimal?)total, DeliveryTotal.Of((decimal)price, region, rules, Day.AddDays(9)));
        Assert.Null(DeliveryTotal.Of((decimal)price, region, rules, Day.AddDays(-1)));
    }

    [Fact]
    public async Task The_database_says_the_same()
    {
        await using var db = postgres.CreateContext();
        var random = new Random(4);
        var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        await using var _ = worker;
        var store = $"loja{Guid.NewGuid():n}";
        await new Nights(worker, store).AddStoreAsync();
        var rules = Enumerable.Range(0, 6).Select(number => new DeliveryRule
        {
            StoreKey = store,
            Since = Day.AddDays(number * 9),
            MainlandFee = Maybe(),
            FreeFrom = Maybe() * 10,
            AzoresFee = Maybe(),
            MadeiraFee = Maybe(),
            PickupFee = Maybe(),
        }).ToList();
        db.DeliveryRules.AddRange(rules);
        await db.SaveChangesAsync();
        for (var turn = 0; turn < 300; turn++)
        {
            var (price, region, on) = ((decimal)random.Next(1, 9000) / 100, Regions.All[random.Next(4)], Day.AddDays(random.Next(-5, 60)));
            Assert.Equal(
                DeliveryTotal.Of(price, region, rules, on),
                await worker.ValueAsync<object>("SELECT delivery_total($1, $2, $3, $4)", price, region, store, on) as decimal?);
        }

        decimal? Maybe() => random.Next(4) == 0 ? null : (decimal)random.Next(0, 900) / 100;
    }

    [Fact]
    public async Task A_definition_that_changes_is_a_new_rule_from_that_day_on()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var store = $"loja{Guid.NewGuid():n}";
        await new Nights(worker, store).AddStoreAsync();
        await LoadAsync(null, 0);
        await LoadAsync(new StoreDefinition.DeliveryRules(3.99m, 50, 7.50m), 1);
        await LoadAsync(new StoreDefinition.DeliveryRules(3.99m, 50, 7.50m), 2);
        await LoadAsync(new StoreDefinition.DeliveryRules(4.99m, 50, 7.50m, AzoresFee: 9m, PickupFee: 0m), 3);
        Assert.Equal(
            [[3.99m, 50m, 7.50m, 7.50m, null], [4.99m, 50m, 9m, 7.50m, 0m]],
            await worker.RowsAsync(
                "SELECT mainland_fee, free_from, azores_fee, madeira_fee, pickup_fee FROM delivery_rules WHERE store_key = $1 ORDER BY since", store));

        async Task LoadAsync(StoreDefinition.DeliveryRules? rules, int day)
        {
            await using var connection = await worker.Database.OpenConnectionAsync();
            await DeliveryRules.LoadAsync(connection, store, rules, Nights.First.AddDays(day), CancellationToken.None);
        }
    }
}
