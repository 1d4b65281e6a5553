using Promozilla.Web.Api;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Cards;

/// <summary>The pictures that networks and messengers show beside a link (Open Graph), drawn from what the pages say now.</summary>
public static class CardEndpoints
{
    private const string Root = "/cartoes";

    public static void MapCards(this WebApplication app)
    {
        var cards = app.MapGroup(Root).RequireRateLimiting(Limits.Machines).CacheOutput(PageCache.Cards).ExcludeFromDescription();
        cards.MapGet("/promozilla.png", (CardQuery query) => Card(query.Site()));
        cards.MapGet("/p/{slug}.png", async (string slug, HttpContext context, CardQuery query, MovedProducts moved) =>
            await query.ProductAsync(slug, context.RequestAborted) is { } png ? Card(png)
            : await moved.FindAsync(slug, context.RequestAborted) is { } now ? Results.LocalRedirect($"{Root}/p/{now}.png", permanent: true, preserveMethod: true)
            : Results.NotFound());
    }

    public static string Address() => Languages.IsEnglish ? $"{Root}/promozilla.png?lang=en" : $"{Root}/promozilla.png";

    /// <summary>Another address when the price changes: networks keep what an address showed them.</summary>
    public static string Address(ProductRow product)
    {
        var price = product.BestPrice is { } best ? Money.Machine(best) : "0";
        return $"{Root}/p/{product.Slug}.png?{(Languages.IsEnglish ? "lang=en&" : "")}v={price}{(product.IsVerified ? "v" : "")}{(product.IsLow ? "m" : "")}";
    }

    private static Tagged Card(byte[] png) => new(png, "image/png");
}
