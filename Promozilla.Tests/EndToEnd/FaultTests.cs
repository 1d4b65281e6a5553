using Promozilla.Tests.Servers;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>What shops do on bad days, and that none of it is believed: the sample stores, the Scraper and the Worker as processes, on real servers.</summary>
[Trait("needs", "servers")]
public sealed class FaultTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>
{
    // Away from Black Friday, when prices move too many at once for an ordinary night.
    private static readonly DateOnly Day = new(2026, 9, 7);

    private static readonly Fault[][] Nights =
    [
        [new("cogumelo", "500", "failed", "unread"), new("castelo", "429", "blocked", "unread"), new("ilha-pixel", "slow", "failed", "unread"), new("radio-estrela", "cut", "failed", "unread")],
        [new("cogumelo", "botwall", "blocked", "unread"), new("castelo", "botwall403", "blocked", "unread"), new("ilha-pixel", "empty", "empty", "unread"), new("radio-estrela", "half", "observed", "few_items")],
        [new("cogumelo", "x100", "observed", "moved"), new("castelo", "product", "observed", "canary"), new("ilha-pixel", "x100", "observed", "moved"), new("radio-estrela", "empty", "empty", "unread")],
    ];

    [Fact]
    public async Task Every_fault_ends_as_its_named_outcome_changes_nothing_and_tells_nobody_and_the_night_after_all_is_right_again()
    {
        await using var shops = await FaultyShops.OpenAsync(postgres, rabbitMq, redis, mail, output.WriteLine);
        await shops.SetDayAsync(Day);
        await shops.PassGoodNightsAsync();

        Assert.Empty(await shops.SickAsync());
        Assert.Equal([], await shops.DifferencesAsync(Day));
        var earlier = await shops.SicknessesAsync();

        for (var (at, day) = (0, Day.AddDays(1)); at < Nights.Length; at++, day = day.AddDays(1))
        {
            await shops.SetDayAsync(day);
            var people = new List<string>();
            foreach (var fault in Nights[at])
            {
                people.Add(await shops.WishForFallAsync(fault.Store, day));
                await shops.SetFaultAsync(fault.Store, fault.Name);
            }

            var (before, mails) = (await shops.ShelvesAsync(), await shops.MailsAsync());
            var run = await shops.PassNightAsync();
            foreach (var fault in Nights[at])
            {
                Assert.Equal((fault, fault.Outcome), (fault, Assert.Single(await shops.OutcomesAsync(run, fault.Store))));
                Assert.Equal((fault, fault.Sickness), (fault, await shops.SicknessAsync(fault.Store)));
            }

            Assert.Equal(before, await shops.ShelvesAsync());
            Assert.Equal(mails, await shops.MailsAsync());

            // The product pages of a list that is read a hundredfold say otherwise: nothing of it stays held.
            foreach (var store in Nights[at].Where(fault => fault.Sickness == "moved")) await shops.NothingIsHeldAsync(store.Store);
            Assert.Equal(before, await shops.ShelvesAsync());

            foreach (var fault in Nights[at]) await shops.SetFaultAsync(fault.Store, "none");
            await shops.PassNightAsync();
            Assert.Empty(await shops.SickAsync());
            Assert.Equal([], await shops.DifferencesAsync(day));
            foreach (var person in people) await shops.OneMailAsync(person);
        }

        var sicknesses = earlier + Nights.Sum(night => night.Length);
        Assert.Equal(sicknesses, await shops.SicknessesAsync());
        await shops.OperatorWasToldAsync(sicknesses);
        await LearnOfATrueFallAsync(shops);
    }

    /// <summary>A price that truly fell by 60 % is doubted, confirmed by its product's page, and told.</summary>
    private static async Task LearnOfATrueFallAsync(FaultyShops shops)
    {
        var (itemId, price, person) = await shops.WishForAnythingAsync("castelo");
        var fallen = Math.Round(price * 0.4m, 2);
        await shops.SetPriceAsync("castelo", itemId, fallen);
        await shops.PassNightAsync();
        await Eventually.AssertAsync(async () => Assert.Equal(fallen, await shops.PriceAsync("castelo", itemId)), seconds: 60);
        await shops.OneMailAsync(person);
    }

    private sealed record Fault(string Store, string Name, string Outcome, string Sickness);
}
