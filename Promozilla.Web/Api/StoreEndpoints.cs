using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Api;

internal static class StoreEndpoints
{
    public static void MapStores(this RouteGroupBuilder api)
    {
        api.MapGet("/stores", Ok<Page<StoreItem>> (StoreDirectory stores, IOptions<SiteOptions> site, HttpContext context) =>
            TypedResults.Ok(new Page<StoreItem>([.. stores.All.Select(store => Item(store, stores, site.Value, context))], stores.All.Count, null)))
            .WithName("ListStores").WithTags("Stores").WithSummary("The stores that we read");
        api.MapGet("/stores/{key}", Results<Ok<StoreItem>, ProblemHttpResult> (string key, StoreDirectory stores, IOptions<SiteOptions> site, HttpContext context) =>
            stores.Find(key) is { } store
                ? TypedResults.Ok(Item(store, stores, site.Value, context))
                : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"No store has the key {key}."))
            .WithName("GetStore").WithTags("Stores").WithSummary("One store").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static StoreItem Item(StoreRow store, StoreDirectory stores, SiteOptions site, HttpContext context) => new(
        store.Key, store.Name, site.Absolute(context, $"/lojas/{store.Key}"),
        stores.Delivery(store.Key) is { } rule ? new DeliveryItem(rule.Since, rule.MainlandFee, rule.FreeFrom, rule.AzoresFee, rule.MadeiraFee, rule.PickupFee, MarketOfRequest.Current.Currency) : null,
        store.LastGoodRunAt, store.SickSince is not null, store.Sample);
}
