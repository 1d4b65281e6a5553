using System.Globalization;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Categories;

/// <summary>The requests that a category's pages take.</summary>
internal static class CategoryPages
{
    /// <param name="cursor">What the page before said of this one, where the store pages by cursor; null for the first page.</param>
    public static HttpRequestMessage Request(StoreDefinition store, StoreCategory category, int page, string? cursor = null)
    {
        var paging = store.Paging;
        var number = (paging.First + ((page - 1) * paging.Size)).ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(paging.Kind == Paging.Posted ? HttpMethod.Post : HttpMethod.Get, Url(store, category, page, number, cursor));
        if (paging.Kind == Paging.Posted) request.Content = new FormUrlEncodedContent(paging.Form.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value, store, category, number))));
        foreach (var (name, value) in paging.Headers) request.Headers.TryAddWithoutValidation(name, Fill(value, store, category, number));
        return request;
    }

    private static Uri Url(StoreDefinition store, StoreCategory category, int page, string number, string? cursor)
    {
        var first = store.Url(category.Path);
        return store.Paging.Kind switch
        {
            Paging.Cursor when cursor is null => first,
            Paging.Cursor => store.Paging.Parameter is { } parameter ? With(store, category, parameter, cursor) : new Uri(first, cursor),
            Paging.PageNumber or Paging.Offset when page > 1 || store.Items.Kind == ItemPlace.Shopify => With(store, category, store.Paging.Parameter!, number),
            _ => first,
        };
    }

    private static Uri With(StoreDefinition store, StoreCategory category, string parameter, string value) =>
        store.Url($"{category.Path}{(category.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={Uri.EscapeDataString(value)}");

    private static string Fill(string value, StoreDefinition store, StoreCategory category, string number) => value
        .Replace("{page}", number, StringComparison.Ordinal)
        .Replace("{slug}", category.Slug ?? category.Name, StringComparison.Ordinal)
        .Replace("{base}", store.BaseUrl.TrimEnd('/'), StringComparison.Ordinal);
}
