using Npgsql;

namespace Promozilla.Bench.Alerts;

/// <summary>People, what they wish for, and the promotions of one night that nobody was told of yet; made by the database.</summary>
internal static class GeneratedWishes
{
    private const string Store = """
        INSERT INTO stores (key, name, market, definition, enabled, sample, last_good_run_at) VALUES ('loja', 'Loja', 'PT', '{}', true, false, $1)
        """;

    private const string Run = "INSERT INTO scrape_runs (id, requested_at, observed_at, started_at, origin, status) VALUES ($2, $1, $1, $1, 'nightly', 'running')";

    private const string Products = """
        INSERT INTO products (id, slug, title, title_key, kind, platform, edition, format, created_at, updated_at, offer_count, in_stock, best_price, best_store_key, low_price, low_at)
        SELECT n, 'jogo-' || n, 'Jogo ' || n, 'jogo ' || n, 'game', 'switch', '', 'physical', $1 - interval '1 year', $1, 1, true, 20 + n % 40, 'loja', 15 + n % 40, $1
        FROM generate_series(1, $2::int) AS n
        """;

    private const string Listings = """
        INSERT INTO listings (id, store_key, item_id, url, title, display_title, title_key, kind, platform, edition, format, condition, availability, price, currency, product_id,
            price_since, first_seen_at, image_refusals)
        SELECT id, 'loja', id::text, 'https://loja.example/' || id, title, title, title_key, kind, platform, edition, format, 'new', 'in_stock', best_price, 'EUR', id, $1,
            created_at, 0 FROM products
        """;

    private const string Sightings = "INSERT INTO listing_sightings (listing_id, last_seen_at, run_id) SELECT id, $1, $2 FROM listings";

    private const string Promotions = """
        INSERT INTO promotions (id, listing_id, started_at, price, price_before, reference, reference_at, verdict, real_percent, step, step_price, told_step)
        SELECT gen_random_uuid(), id, $1, price, price * 1.4, price * 1.4, $1 - interval '20 days', 'verified', 28.6, 1, price, 0 FROM listings ORDER BY id LIMIT $2
        """;

    private const string People = """
        INSERT INTO users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, language, created_at, unsubscribe_token, alerts_off,
            phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        SELECT md5('u' || n)::uuid, 'p' || n || '@example.org', upper('p' || n || '@example.org'), 'p' || n || '@example.org', upper('p' || n || '@example.org'), true, 'pt-PT', $1,
            gen_random_uuid(), false, false, false, true, 0 FROM generate_series(0, $2::int / 10) AS n
        """;

    // Ten each, a third of them only from a price on.
    private const string Wishes = """
        INSERT INTO wishlist_items (user_id, product_id, target_price, created_at)
        SELECT md5('u' || n / 10)::uuid, 1 + (n::bigint * 7919 + n % 10 * 104729) % $2, CASE n % 3 WHEN 0 THEN 15 + n % 40 END, $1
        FROM generate_series(0, $3::int - 1) AS n ON CONFLICT DO NOTHING
        """;

    /// <summary>Two in five products are on promotion.</summary>
    public static async Task FillAsync(NpgsqlDataSource database, Guid run, DateTimeOffset now, int promotions, int wishes)
    {
        var (at, products) = (now.UtcDateTime, promotions * 5 / 2);
        (string Sql, object[] Values)[] steps =
        [
            // No look at each row's references: they are right.
            ("SET session_replication_role = replica", []), (Store, [at]), (Run, [at, run]), (Products, [at, products]), (Listings, [at]), (Sightings, [at, run]), (Promotions, [at, promotions]), (People, [at, wishes]),
            (Wishes, [at, products, wishes]), ("RESET session_replication_role", []), ("VACUUM (ANALYZE)", []),
        ];
        await using var connection = await database.OpenConnectionAsync();
        foreach (var (sql, values) in steps)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }
}
