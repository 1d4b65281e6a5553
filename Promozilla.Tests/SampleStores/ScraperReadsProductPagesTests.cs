using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.SampleStores.Control;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.SampleStores;

/// <summary>A product's own page says what the store truly asks, whatever its list says: the scraper's own definitions, against the truth behind.</summary>
public sealed class ScraperReadsProductPagesTests(RunningStores stores) : IClassFixture<RunningStores>
{
    private const int EachOne = 6;

    public static TheoryData<string, string> ListFaults
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var store in StoreProfile.All)
            {
                foreach (var fault in (string[])[Faults.None, Faults.Hundredfold, Faults.Half, Faults.Empty]) data.Add(store.Prefix, fault);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ListFaults))]
    public async Task A_product_page_reads_as_the_truth_whatever_is_wrong_with_the_list(string key, string fault)
    {
        var store = await DefinitionAsync(key);
        var truth = (await stores.JsonAsync("/_control/truth")).GetProperty("offers").EnumerateArray()
            .Where(offer => Text(offer, "store") == key && Text(offer, "story") != "glitch").Where((_, n) => n % EachOne == 0).ToList();
        await stores.FaultAsync(key, fault);
        foreach (var offer in truth)
        {
            var item = Assert.Single(Assert.IsType<PageReading.Observed>(await ReadAsync(store, Text(offer, "url")!)).Items);
            Assert.Equal(
                (Text(offer, "title"), Text(offer, "price"), "EUR"), (item.Name, item.Price?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), item.Currency));
            // A date of release alone does not say that one can order.
            if (item.Availability != Availability.Unknown) Assert.Equal(Text(offer, "availability"), item.Availability);
            if (item.Gtin is { } gtin) Assert.Equal(Text(offer, "gtin"), gtin);
        }

        await stores.FaultAsync(key, Faults.None);
    }

    [Fact]
    public async Task A_wrong_price_of_one_day_is_on_the_list_and_not_on_the_products_page()
    {
        var book = stores.Services.GetRequiredService<DayBook>();
        var glitch = Enumerable.Range(0, 60).SelectMany(day => book.Offers(RunningStores.Day.AddDays(day)).Where(offer => offer.Story == Story.Glitch).Select(offer => (day, offer))).First();
        await SetDayAsync(RunningStores.Day.AddDays(glitch.day));
        var key = glitch.offer.Listing.Store.Prefix;
        var item = Assert.Single(Assert.IsType<PageReading.Observed>(await ReadAsync(await DefinitionAsync(key), $"/{key}{glitch.offer.Listing.Path}")).Items);
        await SetDayAsync(RunningStores.Day);
        Assert.InRange(item.Price!.Value, glitch.offer.Price * 9.9m, glitch.offer.Price * 10.1m);
    }

    [Fact]
    public async Task A_price_that_is_set_by_hand_is_on_list_page_and_in_the_truth_until_it_is_taken_back()
    {
        var listing = stores.Services.GetRequiredService<StoreShelves>().ByStore["castelo"].First(one => stores.Services.GetRequiredService<DayBook>().MeantOffer(one, RunningStores.Day) is not null);
        var store = await DefinitionAsync("castelo");
        await SetPriceAsync(listing.ItemId, 12.34m);
        var set = Assert.IsType<PageReading.Observed>(await ReadAsync(store, $"/castelo{listing.Path}"));
        var truth = (await stores.JsonAsync("/_control/truth")).GetProperty("offers").EnumerateArray().Single(offer => Text(offer, "store") == "castelo" && Text(offer, "itemId") == listing.ItemId);
        await SetPriceAsync(listing.ItemId, null);
        var back = Assert.IsType<PageReading.Observed>(await ReadAsync(store, $"/castelo{listing.Path}"));
        Assert.Equal((12.34m, "12.34"), (set.Items[0].Price, Text(truth, "price")));
        Assert.NotEqual(12.34m, back.Items[0].Price);
        using var nobody = await stores.Client.PutAsJsonAsync("/_control/prices/castelo/nothing", new { price = 1m });
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Theory]
    [InlineData("cogumelo")]
    [InlineData("castelo")]
    [InlineData("ilha-pixel")]
    [InlineData("radio-estrela")]
    public async Task Each_stores_canary_reads_as_its_definition_says_until_the_product_pages_break(string key)
    {
        var store = await DefinitionAsync(key);
        var canary = Assert.Single(store.Canaries);
        var item = Assert.Single(Assert.IsType<PageReading.Observed>(await ReadAsync(store, $"/{key}{canary.Path}")).Items);
        Assert.Contains(canary.Title, item.Name, StringComparison.Ordinal);
        Assert.InRange(item.Price!.Value, canary.PriceFrom!.Value, canary.PriceTo!.Value);
        await stores.FaultAsync(key, Faults.NoProduct);
        var broken = await ReadAsync(store, $"/{key}{canary.Path}");
        await stores.FaultAsync(key, Faults.None);
        Assert.IsType<PageReading.Unreadable>(broken);
    }

    private async Task<StoreDefinition> DefinitionAsync(string key) =>
        (await stores.JsonAsync("/_control/definitions")).EnumerateArray().Select(definition => StoreDefinition.Parse(definition.GetRawText())).Single(store => store.Key == key);

    private async Task<PageReading> ReadAsync(StoreDefinition store, string path) =>
        PageReader.ReadProduct(new PageContent(await stores.Client.GetStringAsync(path), new Uri(stores.Client.BaseAddress!, path)), store);

    private async Task SetDayAsync(DateOnly date)
    {
        using var answer = await stores.Client.PutAsJsonAsync("/_control/today", new { date });
        answer.EnsureSuccessStatusCode();
    }

    private async Task SetPriceAsync(string itemId, decimal? price)
    {
        using var answer = await stores.Client.PutAsJsonAsync($"/_control/prices/castelo/{itemId}", new { price });
        answer.EnsureSuccessStatusCode();
    }

    private static string? Text(JsonElement offer, string name) => offer.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
}
