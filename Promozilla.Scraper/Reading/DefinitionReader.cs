using System.Globalization;
using System.Text.Json;
using HtmlAgilityPack;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads a listing by its store's definition.</summary>
public static class DefinitionReader
{
    public static PageReading Read(PageContent page, StoreDefinition store)
    {
        var url = page.Url ?? new Uri(store.BaseUrl);
        var normaliser = new ItemNormaliser(url, store.Currency, store.Vocabulary.Availability, store.Vocabulary.Condition);
        if (store.Items.Kind == ItemPlace.Html)
        {
            return BotWall.Find(page.Text) is { } wall ? new PageReading.Blocked(wall) : ReadHtml(page.Text, store, normaliser, null);
        }

        using var document = JsonText.TryParse(page.Text);
        if (document is null)
        {
            return BotWall.Find(page.Text) is { } wall ? new PageReading.Blocked(wall) : new PageReading.Unreadable("the answer is not JSON");
        }

        var total = store.Paging.TotalPath is { } path && JsonPath.Text(JsonPath.Parse(path).First(document.RootElement)) is { } count
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (store.Items.Kind == ItemPlace.Shopify)
        {
            return ShopifyReader.Read(document.RootElement) is { } raws ? Finish(raws, normaliser, total) : new PageReading.Unreadable("no products in the JSON answer");
        }

        if (store.Items.Json!.First(document.RootElement) is not { } place) return new PageReading.Unreadable("the JSON answer lacks its items");
        if (store.Items.Kind == ItemPlace.HtmlInJson) return ReadHtml(place.GetString() ?? "", store, normaliser, total);
        var items = place.ValueKind == JsonValueKind.Array ? place.EnumerateArray().ToList() : [place];
        return Finish([.. items.Select(item => Fields(store, (strategy, raw) => strategy.Find(item, raw)))], normaliser, total);
    }

    private static PageReading ReadHtml(string html, StoreDefinition store, ItemNormaliser normaliser, int? total)
    {
        if (HtmlPage.Parse(html) is not { } root) return new PageReading.Unreadable("the page is nested too deep");
        var items = store.Items.Css is { } css ? css.All(root).ToList() : ByXPath(root, store.Items.XPath!);
        if (items.Count > 0) return Finish([.. items.Select(item => Fields(store, (strategy, raw) => strategy.Find(item, raw)))], normaliser, total);
        var isEmpty = total == 0 || string.IsNullOrWhiteSpace(html) || store.Items.Empty?.First(root) is not null;
        return isEmpty ? new PageReading.Observed([], total) : new PageReading.Unreadable("no items where the definition says that they are");
    }

    private static RawItem Fields(StoreDefinition store, Func<FieldStrategy, RawItem, string?> find)
    {
        var raw = new RawItem();
        foreach (var (field, chain) in store.Fields)
        {
            foreach (var strategy in chain)
            {
                if (find(strategy, raw) is { } text && raw.Set(field, text, strategy.Source)) break;
            }
        }

        return raw;
    }

    private static PageReading Finish(IReadOnlyList<RawItem> raws, ItemNormaliser normaliser, int? total)
    {
        var items = raws.Select(normaliser.Normalise).Where(item => item.Name is not null || item.Price is not null).ToList();
        if (raws.Count > 0 && items.Count == 0) return new PageReading.Unreadable("items without names and prices");
        return new PageReading.Observed(items, total);
    }

    private static List<HtmlNode> ByXPath(HtmlNode root, System.Xml.XPath.XPathExpression expression)
    {
        var nodes = new List<HtmlNode>();
        var found = root.CreateNavigator().Select(expression.Clone());
        while (found.MoveNext())
        {
            if (found.Current is HtmlNodeNavigator navigator) nodes.Add(navigator.CurrentNode);
        }

        return nodes;
    }
}
