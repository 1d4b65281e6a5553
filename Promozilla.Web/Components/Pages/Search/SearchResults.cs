namespace Promozilla.Web.Components.Pages.Search;

/// <summary>One page of an answer: narrowed, sorted, with how many there would be behind each choice.</summary>
public sealed record SearchResults(int Total, IReadOnlyList<long> Page, SearchCursor? Next, IReadOnlyDictionary<string, int> Counts)
{
    public const int PageSize = 24;

    /// <summary>Last in either order, as what has no price or no saving is.</summary>
    private const decimal None = 1_000_000;

    public static SearchResults Of(Answer answer, SearchFilter filter)
    {
        // They come the best first.
        var fitting = answer.Hits.Where(hit => filter.Fits(hit.Item)).Select(hit => (hit.Id, Value: Value(hit, filter)));
        var sorted = (filter.Order is SearchFilter.Closest ? fitting : fitting.OrderBy(row => row.Value).ThenBy(row => row.Id)).ToList();
        var rest = filter.After is { } after
            ? sorted.SkipWhile(row => row.Value < after.Value || (row.Value == after.Value && row.Id <= after.Id)).ToList()
            : sorted;
        var page = rest.Take(PageSize).ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal) { ["stock"] = answer.Hits.Count(hit => hit.Item.InStock && filter.Fits(hit.Item, stock: false)) };
        foreach (var kind in SearchFilter.Kinds)
        {
            counts[kind] = answer.Hits.Count(hit => hit.Item.Kind == kind && filter.Fits(hit.Item, kind: false));
        }

        foreach (var platform in SearchFilter.Platforms)
        {
            var only = filter with { OnPlatform = platform };
            counts[platform] = answer.Hits.Count(hit => only.Fits(hit.Item));
        }

        return new SearchResults(
            sorted.Count, page.ConvertAll(row => row.Id), rest.Count > PageSize ? new SearchCursor(page[^1].Value, page[^1].Id) : null, counts);
    }

    private static decimal Value(Hit hit, SearchFilter filter) => filter.Order switch
    {
        SearchFilter.Cheapest => hit.Item.Price ?? None,
        SearchFilter.Total => hit.Item.Totals.In(filter.Region) ?? None,
        SearchFilter.Discount => hit.Item.Percent is > 0 and { } percent ? -percent : None,
        _ => -hit.Score,
    };
}
