using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Worker.Alerts;

/// <summary>People with wishes, written as the site writes them.</summary>
internal sealed class Wishers(WorkerUnderTest worker)
{
    public async Task<Guid> PersonAsync(string rule = "promotion")
    {
        var user = Guid.NewGuid();
        await worker.ExecuteAsync(
            """
            INSERT INTO users (id, language, created_at, unsubscribe_token, alerts_off, user_name, email, email_confirmed, phone_number_confirmed,
                two_factor_enabled, lockout_enabled, access_failed_count, wish_rule)
            VALUES ($1, 'pt-PT', now(), gen_random_uuid(), false, $2, $2, true, false, false, true, 0, $3)
            """,
            user, $"{user:n}@promozilla.test", rule);
        return user;
    }

    /// <param name="set">Further columns and values, as an UPDATE sets them.</param>
    public async Task<Guid> WishAsync(string store, string item, string? set = null, string accountRule = "promotion")
    {
        var user = await PersonAsync(accountRule);
        await WishAsync(user, store, item);
        if (set is not null)
        {
            await worker.ExecuteAsync($"UPDATE wishlist_items SET {set} WHERE user_id = $1", user);
        }

        return user;
    }

    public Task WishAsync(Guid user, string store, string item) => worker.ExecuteAsync(
        "INSERT INTO wishlist_items (user_id, product_id, created_at) SELECT $1, product_id, now() FROM listings WHERE store_key = $2 AND item_id = $3", user, store, item);

    /// <summary>What was recorded for a person so far, oldest first: occasion and price.</summary>
    public async Task<List<string>> ToldAsync(Guid user) =>
        (await worker.RowsAsync("SELECT occasion || ' ' || price FROM alerts WHERE user_id = $1 ORDER BY created_at", user)).ConvertAll(row => (string)row[0]!);

    public DateOnly Today => LisbonTime.DateOf(worker.Clock.GetUtcNow());
}
