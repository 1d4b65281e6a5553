using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Site;

/// <summary>Where a shopper has things sent: chosen once, kept in a cookie and, of whoever has one, in the account, whose mails go by it; the mainland until then.</summary>
public static class ShopperRegion
{
    public const string Cookie = "regiao";

    private static readonly string[] OfPortugal = [Regions.Mainland, Regions.Azores, Regions.Madeira];
    private static readonly string[] OfOthers = [Regions.Mainland];

    /// <summary>Those of the request's market: another country has no islands that we know fees to.</summary>
    public static IReadOnlyList<string> All => MarketOfRequest.Current.Key is Market.First ? OfPortugal : OfOthers;

    public static string Of(HttpContext context) => Known(context.Request.Cookies[Cookie]) ?? Regions.Mainland;

    /// <summary>Null: nothing was chosen, or there is nothing to choose.</summary>
    public static string? Chosen(HttpContext context) => All.Count > 1 ? Known(context.Request.Cookies[Cookie]) : null;

    public static string? Known(string? word) => All.FirstOrDefault(region => region == word);
}
