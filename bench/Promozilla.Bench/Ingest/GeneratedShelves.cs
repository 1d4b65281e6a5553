using Npgsql;
using Promozilla.Bench.Catalogue;
using Promozilla.Data.Search;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;

namespace Promozilla.Bench.Ingest;

/// <summary>What stores show, night after night, as the Scraper tells it: messages of at most 200 readings.</summary>
internal sealed class GeneratedShelves
{
    private const string Category = "jogos";

    private const string Run = """
        WITH run AS (
            INSERT INTO scrape_runs (id, requested_at, observed_at, started_at, origin, status) VALUES ($1, $2, $2, $2, 'nightly', 'running') RETURNING id
        )
        INSERT INTO scrape_tasks (run_id, store_key, category, pages, items, messages_expected, messages_recorded, items_recorded, items_known, prices_moved, publishes)
        SELECT run.id, store, 'jogos', 0, 0, 0, 0, 0, 0, 0, 1 FROM run, unnest($3::text[]) store
        """;

    private readonly List<ObservedListing>[] stores;
    private readonly DateTimeOffset first;

    /// <param name="first">When the first night is read.</param>
    public GeneratedShelves(int listings, DateTimeOffset first)
    {
        this.first = first;
        // Five stores sell the same thing.
        var things = listings / 5;
        stores = [.. GeneratedCatalogue.Stores.Select((store, place) => Enumerable.Range(place * things / GeneratedCatalogue.Stores.Count, listings / GeneratedCatalogue.Stores.Count)
            .Select(number => Make(number % things, store)).ToList())];
    }

    public int Count => stores.Sum(store => store.Count);

    public static async Task AddStoresAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO stores (key, name, market, definition, enabled, sample)
            SELECT key, key, 'PT', '{"key":"x","name":"x","hosts":[],"categories":[{"name":"jogos"}]}', true, false FROM unnest($1::text[]) key
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = GeneratedCatalogue.Stores.ToArray() });
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="changed">How many prices in a hundred moved since the night before.</param>
    public List<ListingsObserved> Night(int night, int changed)
    {
        var run = Guid.CreateVersion7();
        var random = new Random(night);
        var messages = new List<ListingsObserved>();
        for (var store = 0; store < stores.Length; store++)
        {
            var shelf = stores[store];
            for (var place = 0; changed > 0 && place < shelf.Count; place++)
            {
                if (random.Next(100) < changed) shelf[place] = shelf[place] with { Price = Math.Floor(shelf[place].Price!.Value * random.Next(85, 112) / 100) + 0.95m };
            }

            messages.AddRange(shelf.Chunk(ListingsObserved.MaxItems).Select((items, page) =>
                new ListingsObserved(run, GeneratedCatalogue.Stores[store], Category, page + 1, 1, first.AddDays(night), items)));
        }

        // As they come in: all stores at once.
        return [.. messages.OrderBy(message => message.Page)];
    }

    public static async Task OpenAsync(NpgsqlDataSource database, List<ListingsObserved> messages)
    {
        await using var command = database.CreateCommand(Run);
        command.Parameters.Add(new NpgsqlParameter { Value = messages[0].RunId });
        command.Parameters.Add(new NpgsqlParameter { Value = messages[0].ObservedAt.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = GeneratedCatalogue.Stores.ToArray() });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Until all of them are committed.</summary>
    public static async Task RecordedAsync(NpgsqlDataSource database, Guid run, int items)
    {
        await using var command = database.CreateCommand("SELECT sum(items_recorded)::int FROM scrape_tasks WHERE run_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = run });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await command.ExecuteScalarAsync(patience.Token) is not int recorded || recorded < items) await Task.Delay(5, patience.Token);
    }

    private static ObservedListing Make(int thing, string store)
    {
        var random = new Random(thing);
        var title = TitleWords.Of(ProductKind.Game, thing, random);
        return new ObservedListing(
            $"{thing:x}", $"https://{store}.example/p/{thing}", $"{title} Nintendo Switch", 20 + random.Next(50) + 0.99m, "EUR", null, null,
            Availability.InStock, Condition.New, Format.Physical, null, null, null, ProductKind.Game, Platform.Switch, "", SearchText.Normalise(title), title);
    }
}
