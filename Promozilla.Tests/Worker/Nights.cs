using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Lows;

namespace Promozilla.Tests.Worker;

/// <summary>A store with one category, and whole nights of it: run opened, readings recorded, end told, run closed.</summary>
internal sealed class Nights(WorkerUnderTest worker, string store = "loja")
{
    public static readonly DateTimeOffset First = new(2026, 3, 1, 3, 15, 0, TimeSpan.Zero);
    public const string Category = "jogos";

    public async Task AddStoreAsync()
    {
        await worker.ExecuteAsync(
            """
            INSERT INTO stores (key, name, market, definition, enabled, sample)
            VALUES ($1, 'Loja ' || $1, 'PT', '{"key":"x","name":"x","hosts":[],"categories":[{"name":"jogos"}]}', true, false)
            """,
            store);
    }

    /// <summary>A running run with its tasks, as the tick would have opened it.</summary>
    public async Task<Guid> OpenAsync(DateTimeOffset at, string origin = "nightly", params string[] others)
    {
        var run = Guid.CreateVersion7();
        await worker.ExecuteAsync(
            "INSERT INTO scrape_runs (id, requested_at, observed_at, started_at, origin, status) VALUES ($1, $2, $2, $2, $3, 'running')",
            run, at, origin);
        await worker.ExecuteAsync(
            """
            INSERT INTO scrape_tasks (run_id, store_key, category, pages, items, messages_expected, messages_recorded, items_recorded, items_known,
                prices_moved, publishes) SELECT $1, $2, category, 0, 0, 0, 0, 0, 0, 0, 1 FROM unnest($3::text[]) category
            """,
            run, store, (string[])[Category, .. others]);
        return run;
    }

    public ListingsObserved Message(Guid run, DateTimeOffset at, int part, params ObservedListing[] items) =>
        new(run, store, Category, 1, part, at, items);

    public CategoryScraped End(
        Guid run, int messages, int items, string outcome = ScrapeOutcome.Observed, string category = Category, params (string Field, decimal Share)[] fill) =>
        new(run, store, category, outcome, null, 1, items, messages, fill.Append(("price", 1m)).DistinctBy(share => share.Item1).ToDictionary());

    public async Task<Guid> PassAsync(DateTimeOffset at, string origin, params ObservedListing[] items)
    {
        var run = await OpenAsync(at, origin);
        await worker.HandleAsync(Message(run, at, 1, items));
        await worker.HandleAsync(End(run, 1, items.Length));
        return run;
    }

    /// <summary>The same shelf from a night to another.</summary>
    public async Task KeepAsync(DateTimeOffset from, DateTimeOffset to, params ObservedListing[] items)
    {
        await PassAsync(from, "history", items);
        await SeeAsync(from, to, items);
        await PassAsync(to, "history", items);
    }

    /// <summary>What happens in nights on which nothing changes: the sightings move, here as seldom as still counts as unbroken.</summary>
    public async Task SeeAsync(DateTimeOffset from, DateTimeOffset to, params ObservedListing[] items)
    {
        for (var at = from + PriceSpans.Tolerance; at < to; at += PriceSpans.Tolerance)
        {
            await worker.ExecuteAsync(
                "UPDATE listing_sightings SET last_seen_at = $1 FROM listings WHERE id = listing_id AND store_key = $2 AND item_id = ANY ($3)",
                at, store, items.Select(item => item.ItemId).ToArray());
        }
    }

    public static ObservedListing Item(string id, decimal? price, decimal? claimed = null, string? kind = null, string? title = null) => new(
        id, $"https://loja.test/{id}", title ?? $"Jogo {id} Nintendo Switch", price, "EUR", claimed, claimed is null ? null : kind ?? ClaimKind.Previous,
        Availability.InStock, Condition.New, Format.Physical, null, null, null, ProductKind.Game, Platform.Switch, "",
        (title ?? $"jogo {id}").ToLowerInvariant(), title ?? $"Jogo {id}");
}
