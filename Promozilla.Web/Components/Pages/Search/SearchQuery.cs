using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>Full text in Portuguese without accents; where that finds nothing, what is written alike.</summary>
public sealed class SearchQuery(IDbContextFactory<PromozillaDbContext> database)
{
    public const int Most = 48;
    private const double AlikeEnough = 0.3;

    public async Task<SearchRows> ReadAsync(string words, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await db.Products
            .FromSql($"""
                SELECT p.* FROM products p, websearch_to_tsquery('portuguese', immutable_unaccent({words})) AS query
                WHERE p.search_vector @@ query
                ORDER BY ts_rank(p.search_vector, query) DESC, p.in_stock DESC, p.offer_count DESC, p.id DESC
                LIMIT {Most}
                """)
            .AsNoTracking().Select(ProductRow.From).ToListAsync(cancellationToken);
        if (found.Count > 0)
        {
            return new SearchRows(found, Alike: false);
        }

        var alike = await db.Products
            .FromSql($"""
                SELECT p.* FROM products p
                WHERE word_similarity(lower(immutable_unaccent({words})), p.title_key) > {AlikeEnough}
                ORDER BY word_similarity(lower(immutable_unaccent({words})), p.title_key) DESC, p.offer_count DESC, p.id DESC
                LIMIT {Most / 2}
                """)
            .AsNoTracking().Select(ProductRow.From).ToListAsync(cancellationToken);
        return new SearchRows(alike, Alike: true);
    }
}

/// <param name="Alike">Nothing has these words: the rows are written alike.</param>
public sealed record SearchRows(IReadOnlyList<ProductRow> Products, bool Alike);
