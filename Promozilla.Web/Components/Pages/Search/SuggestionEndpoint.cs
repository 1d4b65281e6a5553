using Microsoft.AspNetCore.Http.HttpResults;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>What comes up while somebody types: the same finding as the page's, the first few.</summary>
public static class SuggestionEndpoint
{
    private const int Most = 7;
    private const int Weighed = 200;

    public static void MapSuggestions(this WebApplication app) =>
        app.MapGet("/procurar/sugestoes", async (HttpContext context, SearchQuery query, CancellationToken cancellationToken) =>
        {
            var filter = new SearchFilter { Words = SearchFilter.Clean(context.Request.Query["q"]) };
            var answer = await query.FindAsync(filter.Words, cancellationToken, Weighed);
            var rows = await query.RowsAsync([.. answer.Hits.Take(Most).Select(hit => hit.Id)], cancellationToken);
            context.Response.Headers.CacheControl = "private, max-age=60";
            return new RazorComponentResult<Suggestions>(new { Products = rows, Filter = filter });
        }).CacheOutput(PageCache.Suggestions).RequireRateLimiting(Limits.Suggestions).ExcludeFromDescription();
}
