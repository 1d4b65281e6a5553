using System.Text.Json;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.SampleStores;
using Promozilla.Tests.Servers;
using Xunit.Abstractions;

namespace Promozilla.Tests.Worker.Matching;

/// <summary>All four sample stores as their titles, trade numbers and shelves are read, against what their offers truly are.</summary>
[Trait("needs", "postgres")]
public sealed class SampleStoreMatchingTests(PostgresFixture postgres, RunningStores stores, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RunningStores>, IAsyncLifetime
{
    private WorkerUnderTest worker = null!;

    public async Task InitializeAsync() => worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);

    public async Task DisposeAsync() => await worker.DisposeAsync();

    [Fact]
    public async Task No_two_products_become_one_and_hardly_any_pair_is_missed()
    {
        var truth = (await stores.JsonAsync("/_control/truth")).GetProperty("offers").EnumerateArray()
            .ToDictionary(offer => (Text(offer, "store"), Text(offer, "itemId")), offer => Text(offer, "productKey"));
        foreach (var store in truth.Keys.Select(key => key.Item1).Distinct().Order())
        {
            var nights = new Nights(worker, store);
            await nights.AddStoreAsync();
            var items = truth.Count(pair => pair.Key.Item1 == store);
            var shelf = await ShelfAsync(store);
            Assert.Equal(items, shelf.Count);
            var run = await nights.OpenAsync(Nights.First);
            foreach (var (chunk, part) in shelf.Chunk(200).Select((chunk, part) => (chunk, part + 1)))
            {
                await worker.HandleAsync(nights.Message(run, Nights.First, part, chunk));
            }

            await worker.HandleAsync(nights.End(run, (items + 199) / 200, items));
        }

        var placed = (await worker.RowsAsync("SELECT store_key, item_id, product_id FROM listings"))
            .Select(row => (True: truth[((string)row[0]!, (string)row[1]!)], Product: (long?)row[2])).ToList();
        var pairs = Pairs(placed.GroupBy(row => row.True));
        var joined = Pairs(placed.Where(row => row.Product is not null).GroupBy(row => $"{row.Product}"));
        var right = Pairs(placed.Where(row => row.Product is not null).GroupBy(row => $"{row.Product} {row.True}"));
        output.WriteLine($"{placed.Count} listings, {pairs} true pairs, {joined} joined, {right} of them right, recall {(double)right / pairs:0.0000}");
        foreach (var row in await worker.RowsAsync("SELECT reason, count(*) FROM listing_matches GROUP BY 1 ORDER BY 1"))
        {
            output.WriteLine($"{row[0]}: {row[1]}");
        }

        Assert.Equal(joined, right);
        Assert.True(right >= pairs * 0.97, $"{right} of {pairs} pairs");
    }

    private static long Pairs<T>(IEnumerable<IGrouping<string, T>> groups) => groups.Sum(group => (long)group.Count() * (group.Count() - 1) / 2);

    /// <summary>The whole shelf through the store's own definition, as the scraper would publish it.</summary>
    private async Task<List<ObservedListing>> ShelfAsync(string key)
    {
        var store = (await stores.JsonAsync("/_control/definitions")).EnumerateArray().Select(d => StoreDefinition.Parse(d.GetRawText())).Single(d => d.Key == key);
        var shelf = new List<ObservedListing>();
        foreach (var category in store.Categories)
        {
            for (var (page, count) = (store.Paging.First, 0); ; page++)
            {
                var reading = Assert.IsType<PageReading.Observed>(await new StorefrontPages(stores).ReadAsync(store, category, page));
                shelf.AddRange(reading.Items.Select(item => Listing(item, category)));
                count += reading.Items.Count;
                if (reading.Items.Count == 0 || count == reading.Total)
                {
                    break;
                }
            }
        }

        return shelf;
    }

    private static ObservedListing Listing(PageItem item, StoreCategory category)
    {
        var label = category.Shelves.FirstOrDefault(shelf => item.Labels.Contains(shelf.Label, StringComparer.OrdinalIgnoreCase));
        var title = item.Name!;
        var read = ClassifiedTitle.Read(title, label?.Kind ?? category.Kind, label?.Platform ?? category.Platform);
        var condition = item.Condition is null or Condition.New ? read.Condition ?? category.Condition ?? Condition.New : item.Condition;
        return new ObservedListing(
            item.Id!, item.Url!, title, item.Price, "EUR", null, null, item.Availability, condition, category.Format ?? read.Format,
            condition == Condition.New ? item.Gtin : null, null, null, read.Kind, PlatformText.ToVocabulary(read.Platform), read.Edition, read.Key, read.Display);
    }

    private static string Text(JsonElement offer, string name) => offer.GetProperty(name).GetString()!;
}
