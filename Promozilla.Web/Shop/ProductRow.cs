using System.Linq.Expressions;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;

namespace Promozilla.Web.Shop;

/// <summary>What a card shows of a product: only columns of the projection, so that a page of cards is one query on one table.</summary>
public sealed record ProductRow(
    long Id,
    string Slug,
    string Title,
    string Kind,
    string Platform,
    string Format,
    string? ImageHash,
    string? ImageType,
    IReadOnlyList<int>? ImageWidths,
    decimal? BestPrice,
    string? BestStoreKey,
    decimal? BestUsedPrice,
    int OfferCount,
    bool InStock,
    decimal? PromotionPrice,
    decimal? PromotionReference,
    decimal? PromotionPercent,
    string? PromotionVerdict,
    decimal? LowPrice,
    DateTimeOffset? LowAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RestockedAt,
    Totals Totals,
    string? PriceLine)
{
    /// <summary>When that happened which the list is about; null where it is about nothing that happens.</summary>
    public DateTimeOffset? Happened { get; init; }

    /// <summary>The promotion that ended, on the list of those.</summary>
    public EndedPromotion? Ended { get; init; }

    /// <summary>A low says something only when it came after some weeks of watching (camelcamelcamel's rule: five).</summary>
    public static readonly TimeSpan WatchedEnough = TimeSpan.FromDays(35);

    public static readonly Expression<Func<Product, ProductRow>> From = product => new ProductRow(
        product.Id, product.Slug, product.Title, product.Kind, product.Platform, product.Format, product.ImageHash, product.ImageType, product.ImageWidths,
        product.BestPrice, product.BestStoreKey, product.BestUsedPrice, product.OfferCount, product.InStock,
        product.PromotionPrice, product.PromotionReference, product.PromotionPercent, product.PromotionVerdict,
        product.LowPrice, product.LowAt, product.CreatedAt, product.RestockedAt,
        new Totals(product.BestTotalMainland, product.BestTotalAzores, product.BestTotalMadeira), product.PriceLine);

    /// <summary>The same product as a second-hand shopper sees it: the 30-day rule judges no used price.</summary>
    public ProductRow AsUsed() => this with { BestPrice = BestUsedPrice, BestStoreKey = null, PromotionVerdict = null, LowPrice = null, Totals = Totals.Unknown, PriceLine = null };

    /// <summary>A saving we can show on the price that the card shows.</summary>
    public bool HasSaving =>
        PromotionVerdict is Verdicts.Verified or Verdicts.Inflated && PromotionPercent > 0 && PromotionReference is not null && PromotionPrice <= BestPrice;

    public bool IsVerified => HasSaving && PromotionVerdict is Verdicts.Verified;

    /// <summary>The store says that the price it asks is reduced, and the 30 days before don't bear it out.</summary>
    public bool IsUnconfirmed => PromotionVerdict is Verdicts.NotADiscount && PromotionPrice <= BestPrice;

    public bool IsLow => BestPrice is not null && BestPrice <= LowPrice && LowAt - CreatedAt >= WatchedEnough;
}

public sealed record EndedPromotion(DateTimeOffset At, decimal Price, string StoreKey);
