using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Promozilla.Web.Api;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Feeds;

/// <summary>The four feeds. An entry is something that happened: a promotion that began, a price that changed.</summary>
public sealed class FeedQuery(
    ApiQuery query, SearchQuery search, StoreDirectory stores, IStringLocalizer<Texts> texts, IOptions<SiteOptions> site)
{
    private const int Most = 50;

    public async Task<AtomFeed> PromotionsAsync(PromotionsAsked asked, string page, HttpContext context)
    {
        var rows = await query.PromotionsAsync(asked, Most, context);
        return Feed(context, texts["FeedPromotions"], page, rows.Select(row => Promotion(row, context)));
    }

    /// <summary>Null where there is no such store.</summary>
    public async Task<AtomFeed?> StoreAsync(string key, HttpContext context)
    {
        if (stores.Find(key) is not { } store)
        {
            return null;
        }

        var rows = await query.PromotionsAsync(new PromotionsAsked { Store = key }, Most, context);
        return Feed(context, texts["FeedStore", store.Name], $"/lojas/{key}", rows.Select(row => Promotion(row, context)));
    }

    /// <summary>Each change of price, the latest first. Null where there is no such product.</summary>
    public async Task<AtomFeed?> ProductAsync(string slug, HttpContext context)
    {
        if (await query.ProductAsync(slug, context.RequestAborted) is not { } product || await query.HistoryAsync(slug, 365, context.RequestAborted) is not { } history)
        {
            return null;
        }

        var changes = history.Series.SelectMany(series => series.Points.Select(point => (Series: series, Point: point)))
            .OrderByDescending(change => change.Point.At).Take(Most);
        return Feed(context, texts["FeedProduct", product.Title], $"/p/{slug}", changes.Select(change => new AtomEntry(
            Tag(context, $"price/{slug}/{change.Series.Store}/{change.Series.Condition}/{change.Point.At.UtcTicks}"),
            texts["FeedPrice", product.Title, Money.Price(change.Point.Price), stores.Name(change.Series.Store)],
            change.Point.At,
            site.Value.Absolute(context, $"/p/{slug}"),
            $"{texts[$"Condition.{change.Series.Condition}"]}, {texts[$"Availability.{change.Point.Availability}"]}.")));
    }

    /// <summary>The promotions of what a search finds.</summary>
    public async Task<AtomFeed> SearchAsync(string words, HttpContext context)
    {
        var answer = await search.FindAsync(words, context.RequestAborted);
        var rows = await query.PromotionsOfAsync([.. answer.Hits.Take(Most).Select(hit => hit.Id)], Most, context);
        return Feed(context, texts["SearchTitle", words], new SearchFilter { Words = words }.Address(), rows.Select(row => Promotion(row, context)));
    }

    private AtomEntry Promotion(PromotionItem row, HttpContext context)
    {
        var (facts, store) = (row.Promotion, stores.Name(row.Store));
        var saved = facts.RealPercent is > 0 and { } percent ? $" ({Money.Minus(percent)})" : "";
        return new AtomEntry(
            Tag(context, $"promotion/{facts.Id}"),
            texts["FeedPrice", row.Title, $"{Money.Price(facts.Price)}{saved}", store],
            facts.StartedAt,
            row.Url,
            facts.Reference is { } reference ? $"{texts[$"Verdict.{facts.Verdict}"]}. {texts["Verdict.Reference", Money.Price(reference)]}" : $"{texts[$"Verdict.{facts.Verdict}"]}.");
    }

    private AtomFeed Feed(HttpContext context, string title, string page, IEnumerable<AtomEntry> found)
    {
        var entries = found.ToList();
        var self = site.Value.Absolute(context, context.Request.Path + context.Request.QueryString.ToUriComponent());
        // A feed in which nothing ever happened has not changed since the site began.
        var updated = entries.Count > 0 ? entries.Max(entry => entry.Updated) : DateTimeOffset.UnixEpoch;
        return new AtomFeed(Tag(context, $"feed{self.PathAndQuery}"), $"Promozilla: {title}", self, site.Value.Absolute(context, page), updated, entries);
    }

    private string Tag(HttpContext context, string name) => $"tag:{site.Value.Absolute(context, "/").Host},2026:{name}";
}
