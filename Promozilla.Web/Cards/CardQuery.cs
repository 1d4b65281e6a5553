using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Cards;

public sealed class CardQuery(
    IDbContextFactory<PromozillaDbContext> database, CardPictures pictures, StoreDirectory stores, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>Drawing takes a processor for some tens of milliseconds: the site has other things to do.</summary>
    private static readonly SemaphoreSlim Hands = new(2);

    /// <summary>The card as a PNG; null where no product has this slug.</summary>
    public async Task<byte[]?> ProductAsync(string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await FactsAsync(slug, now, cancellationToken) is not { } facts)
        {
            return null;
        }

        await Hands.WaitAsync(cancellationToken);
        try
        {
            var picture = await pictures.ReadAsync(facts.Product.ImageHash, facts.Product.ImageType, ProductCardDrawing.PictureSize, cancellationToken);
            return PngWriter.Write(new ProductCardDrawing(texts).Draw(facts, picture, now));
        }
        finally
        {
            Hands.Release();
        }
    }

    public byte[] Site() => PngWriter.Write(SiteCardDrawing.Draw(texts));

    private async Task<CardFacts?> FactsAsync(string slug, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.Where(row => row.Slug == slug).Select(ProductRow.From).SingleOrDefaultAsync(cancellationToken);
        if (product is null)
        {
            return null;
        }

        var year = now.AddDays(-365);
        var line = await db.BestPriceSpans.AsNoTracking().Where(span => span.ProductId == product.Id && (span.ToAt == null || span.ToAt > year))
            .OrderBy(span => span.FromAt).ToListAsync(cancellationToken);
        return new CardFacts(product, stores.Name(product.BestStoreKey), line);
    }
}

/// <param name="Line">The best price of the last year, ascending.</param>
public sealed record CardFacts(ProductRow Product, string Store, IReadOnlyList<BestPriceSpan> Line);
