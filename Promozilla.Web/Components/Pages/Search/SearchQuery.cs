using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Promozilla.Data;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>
/// Finds what a shopper means. Words first, all of them, in the documents that <see cref="Data.Search.SearchDocuments"/> keeps; where no product has them
/// all, any of them; where none has any, titles written alike. What looks like a number on a box or a shelf is looked up as such.
/// </summary>
public sealed class SearchQuery(NpgsqlDataSource database, IDbContextFactory<PromozillaDbContext> contexts, TimeProvider clock)
{
    /// <summary>Products that are weighed against each other: past that many, the question was too wide to have a best answer.</summary>
    private const int Weighed = 600;

    // A hint is worth as much as a good part of the title; popularity only parts what is otherwise alike.
    private const string Score = """
        SELECT product.id, product.kind, product.platform, product.in_stock, product.best_price,
            CASE WHEN product.promotion_verdict IN ('verified', 'inflated') AND product.promotion_price <= product.best_price THEN product.promotion_percent END,
            (1000 * (
                CASE WHEN $2 = $3 THEN similarity(hit.title, $2) ELSE greatest(similarity(hit.title, $2), similarity(hit.title, $3)) END
                + CASE WHEN hit.title IN ($2, $3) THEN 0.6 WHEN hit.title LIKE $2 || ' %' THEN 0.2 WHEN ' ' || hit.title || ' ' LIKE '% ' || $2 || ' %' THEN 0.15 ELSE 0 END
                + CASE WHEN $4 = '' THEN 0 WHEN product.platform = $4 THEN 0.3 WHEN product.platform = 'switch_both' THEN 0.2 ELSE 0 END
                + CASE WHEN product.kind = $5 THEN 0.5 WHEN $5 = '' AND product.kind = 'game' THEN 0.06 ELSE 0 END
                + CASE WHEN product.in_stock THEN 0.04 WHEN product.offer_count > 0 THEN 0.02 ELSE 0 END
                + CASE WHEN product.edition = '' THEN 0.04 ELSE 0 END
                + CASE WHEN product.format = 'physical' THEN 0.03 ELSE 0 END
                + 0.02 * ln(1 + coalesce((SELECT popularity FROM product_facets WHERE product_id = hit.product_id), 0))
            ))::int AS score,
            product.best_total_mainland, product.best_total_azores, product.best_total_madeira
        """;

    // One by one by their keys: of hundreds the planner would rather read all products than those, and their number decides what a wide word costs.
    private const string Joined = """
        CROSS JOIN LATERAL (SELECT * FROM products WHERE id = hit.product_id LIMIT 1) product
        ORDER BY score DESC, product.id
        """;

    private static readonly string ByWords = $"""
        {Score}
        FROM (
            SELECT search.product_id, search.title FROM product_searches search
            WHERE search.document @@ (to_tsquery('simple', $1) || to_tsquery('portuguese', $1)) AND search.market = $6 LIMIT {Weighed}
        ) hit {Joined}
        """;

    private static readonly string ByLikeness = $"""
        {Score}
        FROM (SELECT search.product_id, search.title FROM product_searches search WHERE search.title %> $1 AND search.market = $6 LIMIT {Weighed}) hit {Joined} LIMIT 48
        """;

    private const string ByNumber = """
        SELECT product.id, product.kind, product.platform, product.in_stock, product.best_price, NULL::numeric, 1000,
            product.best_total_mainland, product.best_total_azores, product.best_total_madeira
        FROM products product JOIN product_searches shown ON shown.product_id = product.id
        WHERE product.market = $3 AND product.id IN (
            SELECT product_id FROM product_gtins WHERE gtin = $1 UNION SELECT product_id FROM listings WHERE gtin = $1 AND product_id IS NOT NULL
            UNION SELECT product_id FROM listings WHERE item_id = $2 AND product_id IS NOT NULL)
        ORDER BY product.id LIMIT 48
        """;

    private const string Words = "SELECT word, written, titles FROM search_words WHERE market = $1";

    private readonly RememberedByMarket<Vocabulary> vocabulary = new((market, cancellationToken) => ReadVocabularyAsync(database, market, cancellationToken), clock);

    public Task RefreshAsync(string? market, CancellationToken cancellationToken) => vocabulary.RefreshAsync(market, cancellationToken);

    public async Task<Answer> FindAsync(string typed, CancellationToken cancellationToken)
    {
        var known = await vocabulary.GetAsync(cancellationToken);
        var question = Question.Read(typed, known);
        if (question.IsEmpty)
        {
            return new Answer(question, [], Closeness.Exact);
        }

        if (question.Gtin is not null && await NumberedAsync(question, cancellationToken) is { Count: > 0 } boxes)
        {
            return new Answer(question, boxes, Closeness.Number);
        }

        var hits = question.Terms.Count > 0 && question.Unknown.Count is 0 ? await HitsAsync(ByWords, Asked(question, " & "), question, cancellationToken) : [];
        if (hits.Count > 0 && question.Corrected is null)
        {
            return new Answer(question, hits, Closeness.Exact);
        }

        if (question is { Code: not null, Gtin: null } && await NumberedAsync(question, cancellationToken) is { Count: > 0 } shelves)
        {
            return new Answer(question, shelves, Closeness.Number);
        }

        if (hits.Count > 0)
        {
            return new Answer(question, hits, Closeness.Corrected);
        }

        hits = question.Terms.Count > 0 ? await HitsAsync(ByWords, Asked(question, " | "), question, cancellationToken) : [];
        return hits.Count > 0
            ? new Answer(question, hits, Closeness.Alike)
            : new Answer(question, await HitsAsync(ByLikeness, question.Whole, question, cancellationToken), Closeness.Alike);
    }

    /// <summary>The rows of these products, in this order.</summary>
    public async Task<IReadOnlyList<ProductRow>> RowsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>Words of letters and figures alone, so nothing in them is an operator.</summary>
    private static string Asked(Question question, string between) =>
        string.Join(between, question.Terms.Select(words => $"({string.Join(" | ", words.Select(word => word.Length > 2 && !word.All(char.IsAsciiDigit) ? $"'{word}':*" : $"'{word}'"))})"));

    private Task<List<Hit>> HitsAsync(string sql, string asked, Question question, CancellationToken cancellationToken) =>
        ReadAsync(sql, [asked, question.Text, question.Whole, question.Platform ?? "", question.Kind ?? "", MarketOfRequest.Current.Key], cancellationToken);

    private Task<List<Hit>> NumberedAsync(Question question, CancellationToken cancellationToken) =>
        ReadAsync(ByNumber, [question.Gtin ?? "", question.Code ?? "", MarketOfRequest.Current.Key], cancellationToken);

    private async Task<List<Hit>> ReadAsync(string sql, string[] texts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var text in texts)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Text });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<Hit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new Hit(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3),
                Price(4), Price(5), reader.GetInt32(6), new Totals(Price(7), Price(8), Price(9))));
        }

        return hits;

        decimal? Price(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);
    }

    private static async Task<Vocabulary> ReadVocabularyAsync(NpgsqlDataSource database, string market, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Words);
        command.Parameters.Add(new NpgsqlParameter { Value = market });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<(string, string, int)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            words.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        }

        return new Vocabulary(words);
    }
}

public enum Closeness
{
    Exact,

    /// <summary>By its number on the box or in a store.</summary>
    Number,

    /// <summary>With words set right.</summary>
    Corrected,

    /// <summary>Not all words: what comes nearest.</summary>
    Alike,
}

/// <summary>A product found, with what results are narrowed and sorted by.</summary>
public sealed record Hit(long Id, string Kind, string Platform, bool InStock, decimal? Price, decimal? Percent, int Score, Totals Totals);

/// <summary>The best first.</summary>
public sealed record Answer(Question Question, IReadOnlyList<Hit> Hits, Closeness Closeness);
