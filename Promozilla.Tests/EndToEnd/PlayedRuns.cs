using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Tests.EndToEnd;

/// <summary>One store whose runs a test plays: it says what a scraper would have seen, over the real broker.</summary>
internal sealed class PlayedRuns : IAsyncDisposable
{
    public const string Store = "loja-de-teste";
    private readonly WebApplication app;
    private readonly NpgsqlDataSource database;
    private readonly int listings;

    public PlayedRuns(NpgsqlDataSource database, string broker, int listings)
    {
        (this.database, this.listings) = (database, listings);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:messaging"] = broker });
        builder.AddRabbitMqMessaging("messaging");
        app = builder.Build();
    }

    public Task AddStoreAsync() => ExecuteAsync(
        $$"""
        INSERT INTO stores (key, name, market, definition, enabled, sample)
        VALUES ('{{Store}}', 'Loja de teste', 'PT', '{"key": "{{Store}}", "categories": []}', true, false)
        """);

    /// <summary>Everybody's address is pessoaN@domain.</summary>
    public Task AddPeopleAsync(int people, string domain) => ExecuteAsync(
        $"""
        INSERT INTO users (id, language, created_at, unsubscribe_token, alerts_off, user_name, normalized_user_name, email, normalized_email, email_confirmed,
            phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        SELECT gen_random_uuid(), 'pt-PT', now(), gen_random_uuid(), false, address, upper(address), address, upper(address), true, false, false, true, 0
        FROM (SELECT 'pessoa' || n || '@{domain}' AS address FROM generate_series(1, {people}) n) one
        """);

    /// <summary>Each of those people wishes for five products whose price is about to fall.</summary>
    public async Task WishAsync(int people, int falling, string domain)
    {
        await using var command = database.CreateCommand(
            $"""
            INSERT INTO wishlist_items (user_id, product_id, created_at)
            SELECT person.id, wished.product_id, now()
            FROM (SELECT id, row_number() OVER (ORDER BY user_name) AS n FROM users WHERE user_name LIKE '%@{domain}') person
            JOIN (SELECT product_id, row_number() OVER (ORDER BY item_id::int) AS n FROM listings WHERE store_key = '{Store}' AND item_id::int < {falling}) wished
                ON (wished.n - 1) / 5 = person.n - 1
            """);
        Assert.Equal(people * 5, await command.ExecuteNonQueryAsync());
    }

    /// <summary>One run, all of it on its way: the first so many listings have fallen.</summary>
    /// <returns>The run.</returns>
    public async Task<Guid> PlayAsync(DateTimeOffset at, int falling)
    {
        var run = Guid.CreateVersion7();
        await ExecuteAsync($"INSERT INTO scrape_runs (id, requested_at, observed_at, started_at, origin, status) VALUES ('{run}', now(), $1, now(), 'asked', 'running')", at);
        await ExecuteAsync(
            $"""
            INSERT INTO scrape_tasks (run_id, store_key, category, pages, items, messages_expected, messages_recorded, items_recorded, items_known, prices_moved,
                published_at, publishes)
            VALUES ('{run}', '{Store}', 'games', 0, 0, 0, 0, 0, 0, 0, now(), 1)
            """);
        var messages = Enumerable.Range(0, listings).Chunk(ListingsObserved.MaxItems)
            .Select((numbers, page) => new ListingsObserved(run, Store, "games", page + 1, 1, at, [.. numbers.Select(number => Listing(number, number < falling))]))
            .ToArray();
        var publisher = app.Services.GetRequiredService<MessagePublisher>();
        await publisher.PublishAsync(
            new CategoryScraped(run, Store, "games", "observed", null, messages.Length, listings, messages.Length, new Dictionary<string, decimal> { ["price"] = 1m }),
            CancellationToken.None);
        await Parallel.ForEachAsync(messages, async (message, ct) => await publisher.PublishAsync(message, ct));
        return run;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // Longer titles than those of stores that cut them: see DueListings.
    private static ObservedListing Listing(int number, bool fallen) => new(
        number.ToString(CultureInfo.InvariantCulture), $"https://loja.example/p/{number}", $"Um Jogo de Teste Número {number} Nintendo Switch", fallen ? 39.99m : 49.99m, "EUR",
        fallen ? 49.99m : null, fallen ? "previous" : null, "in_stock", "new", "physical", null, null, null, "game", "switch", "",
        $"jogo numero {number}", $"Jogo Número {number}");

    private async Task ExecuteAsync(string sql, params DateTimeOffset[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
