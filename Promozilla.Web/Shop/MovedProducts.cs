using Microsoft.EntityFrameworkCore;
using Promozilla.Data;

namespace Promozilla.Web.Shop;

/// <summary>Where the product of an old address is now, for pages, feeds and the API alike.</summary>
public sealed class MovedProducts(IDbContextFactory<PromozillaDbContext> database)
{
    /// <returns>The slug that it has now; null where it never had one.</returns>
    public async Task<string?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.ProductRedirects.Where(old => old.Slug == slug)
            .Join(db.Products, old => old.ProductId, product => product.Id, (_, product) => product.Slug)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
