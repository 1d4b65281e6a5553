using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Api;

internal static class ProductEndpoints
{
    private const string Tag = "Products";

    public static void MapProducts(this RouteGroupBuilder api)
    {
        api.MapGet("/products", List).WithName("ListProducts").WithTags(Tag)
            .WithSummary("Products").WithDescription("Narrowed and sorted as on the site's shelves.");
        api.MapGet("/search", Search).WithName("SearchProducts").WithTags(Tag)
            .WithSummary("Search").WithDescription("The best first: by words, even misspelt or half typed; by GTIN; by a store's own number.");
        api.MapGet("/products/{slug}", Get).WithName("GetProduct").WithTags(Tag).WithSummary("One product").WithMoved().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/products/{slug}/offers", Offers).WithName("ListOffers").WithTags(Tag)
            .WithSummary("A product's offers").WithDescription("The cheapest new one that can be bought first.").WithMoved().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/products/{slug}/history", History).WithName("GetHistory").WithTags(Tag)
            .WithSummary("What a product has cost").WithDescription("Each price holds until the next of its series.").WithMoved().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/products/{slug}/history.csv", HistoryTable).WithName("GetHistoryTable").WithTags(Tag)
            .WithSummary("What a product has cost, as CSV").Produces<string>(contentType: "text/csv").WithMoved().ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>A product that was merged into another is asked for under its name.</summary>
    private static RouteHandlerBuilder WithMoved(this RouteHandlerBuilder call) => call.Produces(StatusCodes.Status308PermanentRedirect);

    private static async Task<Ok<Page<ProductItem>>> List([AsParameters] ProductsAsked asked, ShelfQuery shelves, ApiQuery query, HttpContext context)
    {
        var rows = await shelves.ReadAsync(asked.ToFilter(), context.RequestAborted, asked.Limit ?? ShelfQuery.PageSize);
        return TypedResults.Ok(new Page<ProductItem>([.. rows.Products.Select(row => query.Item(row, asked.Region, context))], rows.Total, rows.Next?.ToString()));
    }

    private static async Task<Ok<Page<ProductItem>>> Search([AsParameters] SearchAsked asked, SearchQuery search, ApiQuery query, HttpContext context)
    {
        var filter = new SearchFilter
        {
            Words = SearchFilter.Clean(asked.Words),
            Kind = asked.Kind,
            OnPlatform = asked.Platform,
            After = SearchCursor.Read(asked.Cursor),
        };
        var results = SearchResults.Of(await search.FindAsync(filter.Words, context.RequestAborted), filter);
        var rows = await search.RowsAsync(results.Page, context.RequestAborted);
        return TypedResults.Ok(new Page<ProductItem>([.. rows.Select(row => query.Item(row, asked.Region, context))], results.Total, results.Next?.ToString()));
    }

    private static async Task<Results<Ok<ProductItem>, RedirectHttpResult, ProblemHttpResult>> Get(
        string slug, [AsParameters] RegionAsked asked, ApiQuery query, MovedProducts moved, HttpContext context) =>
        await query.ProductAsync(slug, context.RequestAborted) is { } row ? TypedResults.Ok(query.Item(row, asked.Region, context))
        : await ElsewhereAsync(slug, moved, context) is { } there ? there : NotThere(slug);

    private static async Task<Results<Ok<Page<OfferItem>>, RedirectHttpResult, ProblemHttpResult>> Offers(
        string slug, [AsParameters] RegionAsked asked, ApiQuery query, MovedProducts moved, HttpContext context) =>
        await query.OffersAsync(slug, asked.Reckoned, context.RequestAborted) is { } offers ? TypedResults.Ok(new Page<OfferItem>(offers, offers.Count, null))
        : await ElsewhereAsync(slug, moved, context) is { } there ? there : NotThere(slug);

    private static async Task<Results<Ok<PriceHistoryItem>, RedirectHttpResult, ProblemHttpResult>> History(
        string slug, [AsParameters] HistoryAsked asked, ApiQuery query, MovedProducts moved, HttpContext context) =>
        await query.HistoryAsync(slug, asked.Days, context.RequestAborted) is { } history ? TypedResults.Ok(history)
        : await ElsewhereAsync(slug, moved, context) is { } there ? there : NotThere(slug);

    private static async Task<IResult> HistoryTable(
        string slug, [AsParameters] HistoryAsked asked, ApiQuery query, MovedProducts moved, HttpContext context)
    {
        if (await query.HistoryAsync(slug, asked.Days, context.RequestAborted) is not { } history)
        {
            return await ElsewhereAsync(slug, moved, context) is { } there ? there : NotThere(slug);
        }

        var currency = MarketOfRequest.Current.Currency.ToLowerInvariant();
        var table = new StringBuilder($"at,store,condition,price_{currency},availability,claimed_price_{currency},claimed_kind\r\n");
        foreach (var (store, condition, at, point) in history.Series.SelectMany(series => series.Points.Select(point => (series.Store, series.Condition, point.At, point))).OrderBy(row => row.At))
        {
            // Words of ours and numbers: nothing in them needs quotes.
            table.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ssZ},{store},{condition},{point.Price:0.00},{point.Availability},{point.ClaimedPrice:0.00},{point.ClaimedKind}\r\n");
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{history.Product}.csv\"";
        return new Tagged(Encoding.UTF8.GetBytes(table.ToString()), "text/csv; charset=utf-8");
    }

    /// <summary>The same question about the product that this one became.</summary>
    private static async Task<RedirectHttpResult?> ElsewhereAsync(string slug, MovedProducts moved, HttpContext context)
    {
        if (await moved.FindAsync(slug, context.RequestAborted) is not { } now)
        {
            return null;
        }

        const string Products = $"{ApiRegistration.Root}/products/";
        var rest = context.Request.Path.Value!.AsSpan(Products.Length).TrimStart('/');
        rest = rest.Contains('/') ? rest[rest.IndexOf('/')..] : "";
        return TypedResults.LocalRedirect($"{Products}{now}{rest}{context.Request.QueryString}", permanent: true, preserveMethod: true);
    }

    private static ProblemHttpResult NotThere(string slug) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"No product is called {slug}.");
}
