using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Promozilla.Data;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>
/// Finds what a shopper means. Words first, all of them: in titles, which are in memory, and, where those are not enough already, in the documents that
/// <see cref="Data.Search.SearchDocuments"/> keeps; where no product has them all, any of them; where none has any, titles written alike. What looks like a number on a box or a
/// shelf is looked up as such. The database says only which products: they are weighed by what the shelves remember of them.
/// </summary>
public sealed class SearchQuery(NpgsqlDataSource database, IDbContextFactory<PromozillaDbContext> contexts, ShelfQuery shelves, TimeProvider clock)
{
    /// <summary>As many are weighed: of a question to which the database knows more, the most sought-after first.</summary>
    private const int Weighed = 600;

    /// <summary>Past that many, titles that are only written alike are chance.</summary>
    private const int Alike = 48;

    private static readonly string ByWords = $"""
        SELECT array_agg(product_id) FROM (
            SELECT product_id FROM product_searches WHERE document @@ (to_tsquery('simple', $1) || to_tsquery('portuguese', $1)) AND market = $2 LIMIT {Weighed}
        ) hit
        """;

    private static readonly string ByLikeness = $"""
        SELECT array_agg(product_id) FROM (SELECT product_id FROM product_searches WHERE title %> $1 AND market = $2 LIMIT {Weighed}) hit
        """;

    private const string ByNumber = """
        SELECT array_agg(product_id) FROM (
            SELECT product_id FROM product_searches WHERE market = $3 AND product_id IN (
                SELECT product_id FROM product_gtins WHERE gtin = $1 UNION SELECT product_id FROM listings WHERE gtin = $1 AND product_id IS NOT NULL
                UNION SELECT product_id FROM listings WHERE item_id = $2 AND product_id IS NOT NULL)
            ORDER BY product_id LIMIT 48
        ) hit
        """;

    private const string Words = "SELECT word, written, titles FROM search_words WHERE market = $1";

    private readonly RememberedByMarket<Vocabulary> vocabulary = new((market, cancellationToken) => ReadVocabularyAsync(database, market, cancellationToken), clock);

    public Task RefreshAsync(string? market, CancellationToken cancellationToken) => vocabulary.RefreshAsync(market, cancellationToken);

    /// <param name="weighed">Of a question that more titles answer, so many, the most sought-after: fewer where only the first few are shown.</param>
    public async Task<Answer> FindAsync(string typed, CancellationToken cancellationToken, int weighed = Weighed)
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

        var isKnown = question.Terms.Count > 0 && question.Unknown.Count is 0;
        var hits = isKnown ? await WordedAsync(question, question.Terms.Count, weighed, cancellationToken) : [];
        if (isKnown && hits.Count is 0)
        {
            // Words that begin so stand in titles, but the one that is meant may stand where only a store writes it.
            hits = await WordedAsync(question.Begun(), question.Terms.Count, weighed, cancellationToken);
        }

        if (hits.Count > 0 && question.Corrected is null)
        {
            return new Answer(question, hits, Closeness.Exact);
        }

        if (question is { Code: not null, Gtin: null } && await NumberedAsync(question, cancellationToken) is { Count: > 0 } shelved)
        {
            return new Answer(question, shelved, Closeness.Number);
        }

        if (hits.Count > 0)
        {
            return new Answer(question, hits, Closeness.Corrected);
        }

        hits = question.Terms.Count > 0 ? await WordedAsync(question, 1, weighed, cancellationToken) : [];
        return new Answer(question, hits.Count > 0 ? hits : await AlikeAsync(question, cancellationToken), Closeness.Alike);
    }

    /// <summary>The rows of these products, in this order.</summary>
    public async Task<IReadOnlyList<ProductRow>> RowsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <param name="least">How many of the question's words a product must have: all, or one.</param>
    private async Task<IReadOnlyList<Hit>> WordedAsync(Question question, int least, int most, CancellationToken cancellationToken)
    {
        var index = await shelves.IndexAsync(cancellationToken);
        IReadOnlyList<ShelfItem> found = [.. index.Titles.Saying(question.Terms, least, most).UnionBy(index.Titles.Called(question.Text), item => item.Id)];
        if (found.Count < most)
        {
            // Not in titles alone: editions, platforms, what stores call it.
            var ids = await AskAsync(ByWords, [question.Asked(least > 1 ? " & " : " | "), MarketOfRequest.Current.Key], cancellationToken);
            found = ids.Length < Weighed ? [.. index.Find(ids)] : [.. found.UnionBy(index.Find(ids), item => item.Id)];
        }

        return new Weighing(question).Of(found);
    }

    private async Task<IReadOnlyList<Hit>> AlikeAsync(Question question, CancellationToken cancellationToken)
    {
        var index = await shelves.IndexAsync(cancellationToken);
        var ids = await AskAsync(ByLikeness, [question.Whole, MarketOfRequest.Current.Key], cancellationToken);
        return [.. new Weighing(question).Of(index.Find(ids)).Take(Alike)];
    }

    private async Task<IReadOnlyList<Hit>> NumberedAsync(Question question, CancellationToken cancellationToken)
    {
        var index = await shelves.IndexAsync(cancellationToken);
        var ids = await AskAsync(ByNumber, [question.Gtin ?? "", question.Code ?? "", MarketOfRequest.Current.Key], cancellationToken);
        return [.. index.Find(ids).Select(item => new Hit(item, 0))];
    }

    private async Task<long[]> AskAsync(string sql, string[] texts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var text in texts)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text });
        }

        return await command.ExecuteScalarAsync(cancellationToken) as long[] ?? [];
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

/// <summary>A product found, and how well it fits.</summary>
public sealed record Hit(ShelfItem Item, int Score)
{
    public long Id => Item.Id;
}

/// <summary>The best first.</summary>
public sealed record Answer(Question Question, IReadOnlyList<Hit> Hits, Closeness Closeness);
