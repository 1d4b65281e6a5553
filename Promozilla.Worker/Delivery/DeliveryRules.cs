using Npgsql;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Delivery;

/// <summary>Brings what a store's definition says of delivery into the dated rules: a new row from the day on which it says something else, unless what is in force is a person's.</summary>
internal static class DeliveryRules
{
    private const string Insert = """
        WITH today AS (
            SELECT ($2 AT TIME ZONE time_zone)::date AS day FROM stores WHERE key = $1
        ), last AS (
            SELECT mainland_fee, free_from, azores_fee, madeira_fee, pickup_fee, by_person FROM delivery_rules
            WHERE store_key = $1 AND since <= (SELECT day FROM today) ORDER BY since DESC LIMIT 1
        )
        INSERT INTO delivery_rules (store_key, since, mainland_fee, free_from, azores_fee, madeira_fee, pickup_fee, by_person)
        SELECT $1, day, $3, $4, $5, $6, $7, false FROM today
        WHERE NOT EXISTS (SELECT FROM last WHERE (mainland_fee, free_from, azores_fee, madeira_fee, pickup_fee) IS NOT DISTINCT FROM ($3, $4, $5, $6, $7) OR by_person)
            AND (EXISTS (SELECT FROM last) OR coalesce($3, $4, $5, $6, $7) IS NOT NULL)
        ON CONFLICT (store_key, since) DO UPDATE SET mainland_fee = excluded.mainland_fee, free_from = excluded.free_from,
            azores_fee = excluded.azores_fee, madeira_fee = excluded.madeira_fee, pickup_fee = excluded.pickup_fee
        """;

    /// <returns>Whether the definition says something else than the rule in force.</returns>
    public static async Task<bool> LoadAsync(
        NpgsqlConnection connection, string storeKey, StoreDefinition.DeliveryRules? rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, connection).With(
            Sql.Value(storeKey), Sql.Value(now), Sql.Nullable(rules?.Fee), Sql.Nullable(rules?.FreeFrom),
            Sql.Nullable(rules?.AzoresFee ?? rules?.IslandsFee), Sql.Nullable(rules?.MadeiraFee ?? rules?.IslandsFee), Sql.Nullable(rules?.PickupFee));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
