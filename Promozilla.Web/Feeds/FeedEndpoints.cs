using Promozilla.Data.Prices;
using Promozilla.Web.Api;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Feeds;

public static class FeedEndpoints
{
    public static WebApplicationBuilder AddFeeds(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeedQuery>();
        return builder;
    }

    public static void MapFeeds(this WebApplication app)
    {
        var feeds = app.MapGroup("/feeds").RequireRateLimiting(Limits.Machines).CacheOutput(PageCache.Machines).ExcludeFromDescription();
        feeds.MapGet("/promocoes.atom", async (HttpContext context, FeedQuery query) =>
        {
            var kind = ShelfFilter.KindAt($"/{context.Request.Query["tipo"]}");
            var asked = new PromotionsAsked { Verdict = Verdicts.Verified, Kind = kind };
            return Answer(await query.PromotionsAsync(asked, kind is null ? "/" : ShelfFilter.PathOf(kind), context));
        });
        feeds.MapGet("/lojas/{key}.atom", async (string key, HttpContext context, FeedQuery query) => Answer(await query.StoreAsync(key, context)));
        feeds.MapGet("/p/{slug}.atom", async (string slug, HttpContext context, FeedQuery query, MovedProducts moved) =>
            await query.ProductAsync(slug, context) is { } feed ? Answer(feed)
            : await moved.FindAsync(slug, context.RequestAborted) is { } now ? Results.LocalRedirect($"/feeds/p/{now}.atom", permanent: true, preserveMethod: true)
            : Results.NotFound());
        feeds.MapGet("/procurar.atom", async (HttpContext context, FeedQuery query) =>
            Answer(SearchFilter.Clean(context.Request.Query["q"]) is { Length: > 0 } words ? await query.SearchAsync(words, context) : null));
    }

    private static IResult Answer(AtomFeed? feed) =>
        feed is null ? Results.NotFound() : new Tagged(feed.Write(Languages.Current), "application/atom+xml; charset=utf-8", feed.Updated);
}
