using Promozilla.Data.Prices;

namespace Promozilla.Web.Site;

/// <summary>Where a shopper has things sent: chosen once, kept in a cookie, the mainland until then.</summary>
public static class ShopperRegion
{
    public const string Cookie = "regiao";

    public static readonly string[] All = [Regions.Mainland, Regions.Azores, Regions.Madeira];

    public static string Of(HttpContext context) => Known(context.Request.Cookies[Cookie]) ?? Regions.Mainland;

    public static string? Known(string? word) => Array.Find(All, region => region == word);
}
