using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Matching;

/// <summary>Joins listings to products, GTIN first, then title key, platform, edition, kind and format; makes a product of what is new.</summary>
internal static class ProductMatching
{
    private const string ByGtin = """
        UPDATE listings listing SET product_id = gtin.product_id FROM product_gtins gtin
        WHERE listing.product_id IS NULL AND listing.condition = 'new' AND listing.kind IN ('game', 'console', 'accessory')
            AND listing.platform <> 'other' AND listing.gtin = gtin.gtin
        """;

    private const string Candidates = """
        WITH cutting AS (SELECT store_key FROM listings GROUP BY store_key HAVING max(length(title)) <= 32 AND count(*) >= 20)
        SELECT listing.id, title_key, platform, edition, kind, format, CASE WHEN condition = 'new' THEN gtin END, display_title,
            length(title) >= 30 AND cutting.store_key IS NOT NULL
        FROM listings listing LEFT JOIN cutting USING (store_key)
        WHERE product_id IS NULL AND condition IN ('new', 'used') AND kind IN ('game', 'console', 'accessory') AND platform <> 'other'
        ORDER BY listing.id
        """;

    // The product that has the key already is found by the conflict.
    private const string Insert = """
        INSERT INTO products (slug, title, title_key, platform, edition, kind, format, created_at, updated_at, offer_count, in_stock)
        SELECT *, $8, $8, 0, false FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        ON CONFLICT (title_key, platform, edition, kind, format) DO UPDATE SET title_key = excluded.title_key
        RETURNING id, title_key, platform, edition, kind, format
        """;

    private const string Join = """
        UPDATE listings listing SET product_id = joined.product_id
        FROM unnest($1::bigint[], $2::bigint[]) AS joined(listing_id, product_id) WHERE listing.id = joined.listing_id
        """;

    private const string Learn = """
        INSERT INTO product_gtins (gtin, product_id)
        SELECT DISTINCT ON (listing.gtin) listing.gtin, listing.product_id FROM listings listing
        WHERE listing.id = ANY ($1) AND listing.gtin IS NOT NULL AND listing.condition = 'new' AND listing.product_id IS NOT NULL
        ORDER BY listing.gtin, listing.id
        ON CONFLICT DO NOTHING
        """;

    private const string Taken = "SELECT slug FROM products WHERE slug = ANY ($1)";

    public static async Task MatchAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(ByGtin, cancellationToken);
        var groups = ProductGroups.Of(await CandidatesAsync(run, cancellationToken));
        if (groups.Count == 0)
        {
            return;
        }

        var products = await InsertAsync(run, groups, cancellationToken);
        var joined = groups.SelectMany(group => group.Select(candidate => (candidate.ListingId, ProductId: products[group[0].Key]))).ToList();
        await run.ExecuteAsync(Join, cancellationToken, Sql.Longs(joined, row => row.ListingId), Sql.Longs(joined, row => row.ProductId));
        await run.ExecuteAsync(Learn, cancellationToken, Sql.Longs(joined, row => row.ListingId));
        await run.ExecuteAsync(ByGtin, cancellationToken);
    }

    private static async Task<List<Candidate>> CandidatesAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Candidates, run.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var candidates = new List<Candidate>();
        while (await reader.ReadAsync(cancellationToken))
        {
            candidates.Add(new Candidate(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.Get<string>(6), reader.GetString(7), reader.GetBoolean(8)));
        }

        return candidates;
    }

    private static async Task<Dictionary<(string, string, string, string, string), long>> InsertAsync(
        ClosingRun run, List<List<Candidate>> groups, CancellationToken cancellationToken)
    {
        var rows = await WithSlugsAsync(run, groups, cancellationToken);
        await using var command = new NpgsqlCommand(Insert, run.Connection).With(
            Sql.Texts(rows, row => row.Slug), Sql.Texts(rows, row => row.Title), Sql.Texts(rows, row => row.First.TitleKey),
            Sql.Texts(rows, row => row.First.Platform), Sql.Texts(rows, row => row.First.Edition), Sql.Texts(rows, row => row.First.Kind),
            Sql.Texts(rows, row => row.First.Format), Sql.Value(run.Now));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var products = new Dictionary<(string, string, string, string, string), long>(rows.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            products[(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5))] = reader.GetInt64(0);
        }

        return products;
    }

    private static async Task<List<(string Slug, string Title, Candidate First)>> WithSlugsAsync(
        ClosingRun run, List<List<Candidate>> groups, CancellationToken cancellationToken)
    {
        var wanted = groups.ConvertAll(group => (Title: ProductGroups.Title(group), First: group[0]));
        var names = wanted.ConvertAll(row => Slug.Candidates(row.Title, row.First.Platform, row.First.Edition, row.First.Format).Take(12).ToList());
        await using var command = new NpgsqlCommand(Taken, run.Connection).With(Sql.Texts(names.SelectMany(list => list).Distinct().ToList(), name => name));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                taken.Add(reader.GetString(0));
            }
        }

        return [.. wanted.Zip(names, (row, list) => (Free(list), row.Title, row.First))];

        string Free(List<string> list) => list.Find(taken.Add) ?? $"{list[0]}-{Guid.CreateVersion7():n}";
    }
}
