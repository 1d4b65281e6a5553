using System.Text.Json;
using Promozilla.SampleStores.Control;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.SampleStores;

/// <summary>The scraper's own definitions and readers, over every page of every storefront, against the truth behind them.</summary>
public sealed class ScraperReadsStorefrontsTests(RunningStores stores) : IClassFixture<RunningStores>
{
    [Theory]
    [InlineData("cogumelo")]
    [InlineData("castelo")]
    [InlineData("ilha-pixel")]
    [InlineData("radio-estrela")]
    public async Task Every_offer_is_read_with_its_price_claim_stock_and_condition(string key)
    {
        var store = await DefinitionAsync(key);
        var read = new Dictionary<string, string>();
        foreach (var category in store.Categories)
        {
            for (var (page, count) = (store.Paging.First, 0); ; page++)
            {
                var reading = Assert.IsType<PageReading.Observed>(await ReadAsync(store, category, page));
                foreach (var item in reading.Items)
                    Assert.True(read.TryAdd(item.Id!, Line(item)), $"{item.Name} stands twice, again in {category.Name}");
                count += reading.Items.Count;
                if (reading.Items.Count == 0 || count == reading.Total)
                    break;
            }
        }

        var truth = (await stores.JsonAsync("/_control/truth")).GetProperty("offers").EnumerateArray().Where(o => Text(o, "store") == key);
        Assert.Equal(truth.Select(o => Line(o, key)).Order(), read.Values.Order());
    }

    [Theory]
    [InlineData("cogumelo", Faults.BotWall)]
    [InlineData("castelo", Faults.BotWall)]
    [InlineData("ilha-pixel", Faults.BotWall)]
    [InlineData("radio-estrela", Faults.BotWall)]
    public async Task A_bot_wall_is_no_shelf(string key, string fault)
    {
        var store = await DefinitionAsync(key);
        await stores.FaultAsync(key, fault);
        Assert.IsType<PageReading.Blocked>(await ReadAsync(store, store.Categories[0], 1));
        await stores.FaultAsync(key, Faults.None);
    }

    [Theory]
    [InlineData("cogumelo")]
    [InlineData("castelo")]
    [InlineData("ilha-pixel")]
    [InlineData("radio-estrela")]
    public async Task An_empty_shelf_is_observed_as_empty(string key)
    {
        var store = await DefinitionAsync(key);
        await stores.FaultAsync(key, Faults.Empty);
        Assert.Empty(Assert.IsType<PageReading.Observed>(await ReadAsync(store, store.Categories[0], 1)).Items);
        await stores.FaultAsync(key, Faults.None);
    }

    private async Task<StoreDefinition> DefinitionAsync(string key)
    {
        var definitions = (await stores.JsonAsync("/_control/definitions")).EnumerateArray().Select(d => StoreDefinition.Parse(d.GetRawText())).ToArray();
        Assert.Equal(4, definitions.Length);
        return definitions.Single(d => d.Key == key);
    }

    private Task<PageReading> ReadAsync(StoreDefinition store, StoreCategory category, int page) => new StorefrontPages(stores).ReadAsync(store, category, page);

    private static string Line(PageItem item) =>
        $"{item.Id} {Name(item.Name)} {item.Price} {item.Currency} {item.OldPrice} {item.OldPriceKind} {item.Availability} {item.Condition ?? "new"} {new Uri(item.Url!).AbsolutePath}";

    private static string Line(JsonElement offer, string key)
    {
        var url = Text(offer, "url")!;
        // Shopify's feed names no address and the reader knows of no prefix.
        var path = key == "ilha-pixel" ? url["/ilha-pixel".Length..] : url;
        return $"{Text(offer, "itemId")} {Name(Text(offer, "title"))} {Text(offer, "price")} EUR {Text(offer, "claimed")} {Text(offer, "claimKind")} "
            + $"{Text(offer, "availability")} {Text(offer, "condition")} {path}";
    }

    // Where a name is cut, the picture's text has it whole, but for this word; the flag beside it still says used.
    private static string? Name(string? title) => title?.Replace(" USADO", "", StringComparison.Ordinal);

    private static string? Text(JsonElement offer, string name) => offer.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
}
