using System.Collections.Frozen;

namespace Promozilla.Scraper.Reading;

/// <summary>The names of an item's fields, in store definitions and in readers.</summary>
public static class Field
{
    public const string Name = "name";
    public const string Price = "price";
    public const string Currency = "currency";
    public const string OldPrice = "oldPrice";
    public const string RecommendedPrice = "recommendedPrice";
    public const string LowestPrice = "lowestPrice";
    public const string Availability = "availability";
    public const string Condition = "condition";
    public const string Gtin = "gtin";
    public const string Id = "id";
    public const string Url = "url";
    public const string Image = "image";
    public const string Seller = "seller";
    public const string ReleaseDate = "releaseDate";
    public const string PriceFrom = "priceFrom";
    public const string PriceUntil = "priceUntil";

    /// <summary>The store's own type of the item, by which a category that mixes shelves tells them apart.</summary>
    public const string Label = "label";

    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [Name, Price, Currency, OldPrice, RecommendedPrice, LowestPrice, Availability, Condition, Gtin, Id, Url, Image, Seller, ReleaseDate, PriceFrom, PriceUntil, Label], StringComparer.Ordinal);
}
