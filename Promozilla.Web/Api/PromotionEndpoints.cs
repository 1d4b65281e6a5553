using Microsoft.AspNetCore.Http.HttpResults;

namespace Promozilla.Web.Api;

internal static class PromotionEndpoints
{
    private const int PageSize = 24;

    public static void MapPromotions(this RouteGroupBuilder api) =>
        api.MapGet("/promotions", async Task<Ok<Page<PromotionItem>>> ([AsParameters] PromotionsAsked asked, ApiQuery query, HttpContext context) =>
        {
            var size = asked.Limit ?? PageSize;
            var rows = await query.PromotionsAsync(asked, size + 1, context);
            var next = rows.Count > size ? PromotionCursor.Of(rows[size - 1].Promotion) : null;
            return TypedResults.Ok(new Page<PromotionItem>([.. rows.Take(size)], null, next?.ToString()));
        }).WithName("ListPromotions").WithTags("Promotions").WithSummary("Promotions that are running").WithDescription("The latest first, each with its verdict.");
}
