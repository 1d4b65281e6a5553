using Npgsql;
using NpgsqlTypes;
using Promozilla.ServiceDefaults;

namespace Promozilla.Bench.Catalogue;

/// <summary>Copies generated products into the tables, all of them at once, each over a connection of its own.</summary>
internal sealed class CatalogueRows(string connectionString, DateTimeOffset now) : IAsyncDisposable
{
    // The identity that was matched is made by the database: a table without it takes the rows first.
    private const string Staging = """
        CREATE UNLOGGED TABLE generated_listings (LIKE listings INCLUDING DEFAULTS);
        ALTER TABLE generated_listings ALTER COLUMN identity_hash DROP NOT NULL
        """;

    private const string Stores = """
        INSERT INTO stores (key, name, market, definition, enabled, sample, last_good_run_at)
            SELECT key, initcap(replace(key, '-', ' ')), 'PT', jsonb_build_object('key', key, 'name', key, 'hosts', '[]'::jsonb, 'categories', '[{"name":"tudo"}]'::jsonb),
                true, false, $2
            FROM unnest($1) AS store(key)
        """;

    private const string Rules = """
        INSERT INTO delivery_rules (store_key, since, mainland_fee, free_from, azores_fee, madeira_fee)
        SELECT key, '2024-01-01', 2.99 + place % 4, CASE WHEN place % 3 > 0 THEN 40 END, 9.99, 9.99
        FROM (SELECT key, row_number() OVER (ORDER BY key) AS place FROM stores) store
        """;

    private const string Months = """
        SELECT ensure_price_observations_partition((month)::date)
        FROM generate_series(date_trunc('month', $1::timestamptz - interval '732 days'), $1::timestamptz + interval '1 month', '1 month') AS month
        """;

    private const string Settle = """
        DO $$
        DECLARE
            identity text := (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
                WHERE adrelid = 'listings'::regclass AND attname = 'identity_hash');
            columns text := (SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = 'listings'::regclass AND attnum > 0 AND NOT attisdropped
                AND attname NOT IN ('identity_hash', 'matched_identity'));
        BEGIN
            EXECUTE format('INSERT INTO listings (%s, matched_identity) SELECT %s, %s FROM generated_listings ORDER BY id', columns, columns, identity);
        END $$;
        DROP TABLE generated_listings;
        SELECT setval(pg_get_serial_sequence('listings', 'id'), (SELECT max(id) FROM listings));
        SELECT setval(pg_get_serial_sequence('products', 'id'), (SELECT max(id) FROM products));
        INSERT INTO product_keys (match_key, platform, edition, kind, format, product_id)
            SELECT product_match_key(title_key, kind), platform, edition, kind, format, id FROM products;
        INSERT INTO price_changes (listing_id) SELECT id FROM listings;
        """;

    private readonly Copy products = new(connectionString, """
        products (id, slug, title, title_key, kind, platform, edition, format, created_at, compared_at, offer_count, in_stock, restocked_at, updated_at)
        """);

    private readonly Copy gtins = new(connectionString, "product_gtins (gtin, product_id)");

    private readonly Copy listings = new(connectionString, """
        generated_listings (id, store_key, item_id, url, title, display_title, title_key, kind, platform, edition, format, condition, gtin, availability, price, currency,
        claimed_price, claimed_kind, product_id, price_since, first_seen_at, image_refusals)
        """);

    private readonly Copy sightings = new(connectionString, "listing_sightings (listing_id, last_seen_at, run_id)");

    private readonly Copy prices = new(connectionString, "price_observations (listing_id, at, price, currency, claimed_price, claimed_kind, availability, run_id)");

    private readonly Copy promotions = new(connectionString, """
        promotions (id, listing_id, started_at, ended_at, price, price_before, reference, reference_at, reference_until, observed_days, claimed_price, claimed_kind,
        real_percent, claimed_percent, verdict, step, step_price, told_step)
        """);

    private readonly Guid run = new("0198a000-0000-7000-8000-000000000001");
    private long listing;

    private Copy[] All => [products, gtins, listings, sightings, prices, promotions];

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, Staging, cancellationToken);
            await ExecuteAsync(connection, Stores, cancellationToken, GeneratedCatalogue.Stores.ToArray(), now.UtcDateTime);
            await ExecuteAsync(connection, Rules, cancellationToken);
            await ExecuteAsync(connection, Months, cancellationToken, now.UtcDateTime);
        }

        foreach (var copy in All) await copy.OpenAsync(cancellationToken);
    }

    public async Task AddAsync(GeneratedProduct product, CancellationToken cancellationToken)
    {
        await products.RowAsync(
            cancellationToken, (long)product.Number, product.Slug, product.Title, product.TitleKey, product.Kind, product.Platform, "", product.Format, product.CreatedAt, now, 0,
            false, product.RestockedAt, now);
        if (product.Gtin is not null) await gtins.RowAsync(cancellationToken, product.Gtin, (long)product.Number);
        foreach (var offer in product.Listings) await AddAsync(product, offer, ++listing, cancellationToken);
    }

    /// <summary>The rows are there; nothing is reckoned yet.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var copy in All) await copy.CompleteAsync(cancellationToken);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, Settle, cancellationToken);
        await ExecuteAsync(connection, "ANALYZE", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var copy in All) await copy.DisposeAsync();
    }

    private async Task AddAsync(GeneratedProduct product, GeneratedListing offer, long id, CancellationToken cancellationToken)
    {
        var (story, current) = (offer.Story, offer.Story.Now);
        await listings.RowAsync(
            cancellationToken, id, offer.StoreKey, $"{id:x}-{product.Number}", $"https://{offer.StoreKey}.example/p/{id}", offer.Title, product.Title, product.TitleKey, product.Kind,
            product.Platform, "", product.Format, offer.Condition, offer.Condition is Condition.New ? product.Gtin : null, current.Availability, current.Price, "EUR", current.Claimed,
            current.ClaimKind, (long)product.Number, current.At, story.Prices[0].At, 0);
        await sightings.RowAsync(cancellationToken, id, now, run);
        foreach (var price in story.Prices)
        {
            await prices.RowAsync(cancellationToken, id, price.At, price.Price, "EUR", price.Claimed, price.ClaimKind, price.Availability, run);
        }

        foreach (var promotion in story.Promotions)
        {
            var price = promotion.Price;
            await promotions.RowAsync(
                cancellationToken, Guid.CreateVersion7(price.At), id, price.At, promotion.EndedAt, price.Price, promotion.Before, promotion.Reference?.Price, promotion.Reference?.At,
                promotion.Reference?.Until, promotion.ObservedDays, price.Claimed, price.ClaimKind, promotion.Verdict.RealPercent, promotion.Verdict.ClaimedPercent,
                promotion.Verdict.Word, 1, price.Price, 1);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>One table's binary COPY.</summary>
internal sealed class Copy(string connectionString, string table) : IAsyncDisposable
{
    private readonly NpgsqlConnection connection = new(connectionString);
    private NpgsqlBinaryImporter? rows;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        rows = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT binary)", cancellationToken);
        rows.Timeout = TimeSpan.FromHours(2);
    }

    public async ValueTask RowAsync(CancellationToken cancellationToken, params object?[] values)
    {
        await rows!.StartRowAsync(cancellationToken);
        foreach (var value in values)
        {
            await (value switch
            {
                null => rows.WriteNullAsync(cancellationToken),
                string text => rows.WriteAsync(text, NpgsqlDbType.Text, cancellationToken),
                long number => rows.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
                int number => rows.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken),
                decimal amount => rows.WriteAsync(amount, NpgsqlDbType.Numeric, cancellationToken),
                bool yes => rows.WriteAsync(yes, NpgsqlDbType.Boolean, cancellationToken),
                Guid id => rows.WriteAsync(id, NpgsqlDbType.Uuid, cancellationToken),
                DateTimeOffset at => rows.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken),
                _ => throw new ArgumentException($"No column for {value.GetType()}", nameof(values)),
            });
        }
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await rows!.CompleteAsync(cancellationToken);
        await rows.DisposeAsync();
        rows = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (rows is not null) await rows.DisposeAsync();
        await connection.DisposeAsync();
    }
}
