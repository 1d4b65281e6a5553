using Npgsql;
using NpgsqlTypes;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Search;

/// <summary>Brings what search and shelves read up to what products and listings say, in a few statements; what did not change is not written.</summary>
public static class SearchDocuments
{
    /// <summary>Raise it when the words are made differently: every row is then made anew.</summary>
    private const string Version = "1";

    private const string Changed = $"""
        WITH heard AS (
            SELECT product_id, string_agg(DISTINCT title, ' | ' ORDER BY title) AS titles
            FROM listings JOIN stores store ON store.key = store_key AND store.enabled WHERE product_id IS NOT NULL GROUP BY product_id
        ), wanted AS (
            SELECT product.id, product.title, product.edition, product.platform, product.kind, product.format, heard.titles,
                md5(concat_ws('|', '{Version}', product.title, product.edition, product.platform, product.kind, product.format, heard.titles)) AS source, product.market
            FROM products product JOIN heard ON heard.product_id = product.id WHERE product.hidden_at IS NULL
        )
        SELECT wanted.* FROM wanted LEFT JOIN product_searches search ON search.product_id = wanted.id
        WHERE search.source IS DISTINCT FROM wanted.source
        """;

    private const string Write = """
        INSERT INTO product_searches (product_id, title, document, source, market)
        SELECT id, title,
            setweight(to_tsvector('simple', title) || to_tsvector('portuguese', title), 'A')
                || setweight(to_tsvector('simple', about) || to_tsvector('portuguese', about), 'B')
                || setweight(to_tsvector('simple', heard) || to_tsvector('portuguese', heard), 'C'),
            source, market
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS made(id, title, about, heard, source, market)
        ON CONFLICT (product_id) DO UPDATE SET title = excluded.title, document = excluded.document, source = excluded.source
        """;

    // What no store that is on has ever had, and what an operator hid, shows on no shelf and is found by nobody.
    private const string Hide = """
        WITH gone AS (
            DELETE FROM product_facets facet WHERE NOT EXISTS (
                SELECT FROM products product JOIN listings listing ON listing.product_id = product.id JOIN stores store ON store.key = listing.store_key AND store.enabled
                WHERE product.id = facet.product_id AND product.hidden_at IS NULL)
            RETURNING product_id
        )
        DELETE FROM product_searches search USING gone WHERE search.product_id = gone.product_id RETURNING search.market
        """;

    private const string Facets = """
        WITH listed AS (
            SELECT product_id, store_key, missing_since IS NULL AND price IS NOT NULL AND availability IN ('in_stock', 'pre_order') AS sells
            FROM listings JOIN stores store ON store.key = store_key AND store.enabled WHERE product_id IS NOT NULL
        ), sold AS (
            SELECT product_id, array_agg(DISTINCT store_key ORDER BY store_key) FILTER (WHERE sells) AS stores, count(*) FILTER (WHERE sells)::int AS offers
            FROM listed GROUP BY product_id
        ), wished AS (
            SELECT product_id, count(*)::int AS wishes FROM wishlist_items GROUP BY product_id
        )
        INSERT INTO product_facets (product_id, store_keys, popularity)
        SELECT sold.product_id, coalesce(sold.stores, '{}'), 3 * coalesce(wished.wishes, 0) + sold.offers
        FROM sold JOIN products product ON product.id = sold.product_id AND product.hidden_at IS NULL LEFT JOIN wished ON wished.product_id = sold.product_id
        ON CONFLICT (product_id) DO UPDATE SET store_keys = excluded.store_keys, popularity = excluded.popularity
        WHERE (product_facets.store_keys, product_facets.popularity) IS DISTINCT FROM (excluded.store_keys, excluded.popularity)
        """;

    private const string Titles = """
        SELECT product.title FROM products product JOIN product_searches search ON search.product_id = product.id WHERE product.market = $1
        """;

    private const string Words = """
        WITH told AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS told(word, written, titles)
        ), gone AS (
            DELETE FROM search_words WHERE word <> ALL ($1) AND market = $4
        )
        INSERT INTO search_words (word, written, titles, market) SELECT told.*, $4 FROM told
        ON CONFLICT (word, market) DO UPDATE SET written = excluded.written, titles = excluded.titles
        WHERE (search_words.written, search_words.titles) IS DISTINCT FROM (excluded.written, excluded.titles)
        """;

    /// <returns>How many products' words changed.</returns>
    public static async Task<int> RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var made = await ChangedAsync(connection, cancellationToken);
        foreach (var part in made.Chunk(5000))
        {
            await ExecuteAsync(
                connection, Write, cancellationToken,
                Array(NpgsqlDbType.Bigint, part.Select(row => row.Id)), Array(NpgsqlDbType.Text, part.Select(row => row.Title)),
                Array(NpgsqlDbType.Text, part.Select(row => row.About)), Array(NpgsqlDbType.Text, part.Select(row => row.Heard)),
                Array(NpgsqlDbType.Text, part.Select(row => row.Source)), Array(NpgsqlDbType.Text, part.Select(row => row.Market)));
        }

        await ExecuteAsync(connection, Facets, cancellationToken);
        var hidden = await HideAsync(connection, cancellationToken);
        foreach (var market in made.Select(row => row.Market).Union(hidden))
        {
            await CountWordsAsync(connection, market, cancellationToken);
        }

        return made.Count;
    }

    /// <returns>The markets in which something was hidden.</returns>
    private static async Task<HashSet<string>> HideAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Hide, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var markets = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            markets.Add(reader.GetString(0));
        }

        return markets;
    }

    private static async Task<List<Document>> ChangedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Changed, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var made = new List<Document>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (title, platform, kind) = (reader.GetString(1), reader.GetString(3), reader.GetString(4));
            var words = SearchText.Words(title);
            var about = SearchText.Words($"{reader.GetString(2)} {About(platform, kind, reader.GetString(5))}");
            var heard = SearchText.Words(reader.GetString(6)).Except(words).Except(about).Concat(SearchText.Initials(title));
            made.Add(new Document(
                reader.GetInt64(0), string.Join(' ', words), string.Join(' ', about), string.Join(' ', heard), reader.GetString(7), reader.GetString(8)));
        }

        return made;
    }

    private static string About(string platform, string kind, string format)
    {
        var console = platform switch
        {
            Platform.Switch2 or Platform.Both => "nintendo switch 2",
            Platform.Switch => "nintendo switch",
            _ => "",
        };
        var what = kind switch
        {
            ProductKind.Game => "jogo game videojogo",
            ProductKind.Console => "consola console",
            ProductKind.Accessory => "acessorio accessory",
            _ => "",
        };
        var box = format switch
        {
            Format.DownloadCode or Format.Digital => "codigo digital download",
            Format.GameKeyCard => "game key card",
            _ => "",
        };
        return $"{console} {what} {box}";
    }

    private static async Task CountWordsAsync(NpgsqlConnection connection, string market, CancellationToken cancellationToken)
    {
        var words = new Dictionary<string, (string Written, int Titles)>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(Titles, connection) { Parameters = { new() { Value = market } } })
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                foreach (var (word, written) in SearchText.Spelled(reader.GetString(0)).DistinctBy(word => word.Key))
                {
                    var known = words.GetValueOrDefault(word, (written, 0));
                    // With its accents, where some store writes them: "pokémon" before "pokemon".
                    words[word] = (known.Item1 == word ? written : known.Item1, known.Item2 + 1);
                }

                foreach (var initials in SearchText.Initials(reader.GetString(0)))
                {
                    words.TryAdd(initials, (initials, 0));
                }
            }
        }

        await ExecuteAsync(
            connection, Words, cancellationToken,
            Array(NpgsqlDbType.Text, words.Keys), Array(NpgsqlDbType.Text, words.Values.Select(word => word.Written)),
            Array(NpgsqlDbType.Integer, words.Values.Select(word => word.Titles)), new NpgsqlParameter { Value = market });
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private sealed record Document(long Id, string Title, string About, string Heard, string Source, string Market);
}
