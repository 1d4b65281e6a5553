using System.Globalization;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Categories;

/// <summary>The requests that a category's pages take.</summary>
internal static class CategoryPages
{
    public static HttpRequestMessage Request(StoreDefinition store, StoreCategory category, int page)
    {
        var number = (store.Paging.First + ((page - 1) * store.Paging.Size)).ToString(CultureInfo.InvariantCulture);
        var isForm = store.Paging.Kind == "form";
        var url = isForm || page == 1 && store.Items.Kind != ItemPlace.Shopify || store.Paging.Kind == "none" ? store.Url(category.Path) : Numbered(store, category, number);
        var request = new HttpRequestMessage(isForm ? HttpMethod.Post : HttpMethod.Get, url);
        if (isForm) request.Content = new FormUrlEncodedContent(store.Paging.Form.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value, store, category, number))));
        foreach (var (name, value) in store.Paging.Headers) request.Headers.TryAddWithoutValidation(name, Fill(value, store, category, number));
        return request;
    }

    private static Uri Numbered(StoreDefinition store, StoreCategory category, string number) =>
        store.Url($"{category.Path}{(category.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{store.Paging.Parameter}={number}");

    private static string Fill(string value, StoreDefinition store, StoreCategory category, string number) => value
        .Replace("{page}", number, StringComparison.Ordinal)
        .Replace("{slug}", category.Slug ?? category.Name, StringComparison.Ordinal)
        .Replace("{base}", store.BaseUrl.TrimEnd('/'), StringComparison.Ordinal);
}
