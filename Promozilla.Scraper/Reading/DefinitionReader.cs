using System.Globalization;
using System.Text.Json;
using Promozilla.Scraper.Stores;
using Promozilla.Scraper.Stores.Places;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads a listing by its store's definition.</summary>
public static class DefinitionReader
{
    public static PageReading Read(PageContent page, StoreDefinition store)
    {
        var normaliser = Normaliser(page, store);
        if (store.Items.IsPage) return BotWall.Find(page.Text) is { } blocked ? new PageReading.Blocked(blocked) : ReadPage(page.Text, store, normaliser, null, null);
        using var document = JsonText.TryParse(page.Text);
        if (document is null)
        {
            if (BotWall.Find(page.Text) is { } wall) return new PageReading.Blocked(wall);
            // The shelf's own page holds its first items in the same cards.
            return store.Items.Kind == ItemPlace.HtmlInJson && ReadPage(page.Text, store, normaliser, null, null) is PageReading.Observed { Items.Count: > 0 } shelf ? shelf : new PageReading.Unreadable("the answer is not JSON");
        }

        return ReadJson(document.RootElement, store, normaliser);
    }

    internal static ItemNormaliser Normaliser(PageContent page, StoreDefinition store) =>
        new(page.Url ?? new Uri(store.BaseUrl), store.Currency, store.Vocabulary.Availability, store.Vocabulary.Condition);

    private static PageReading ReadJson(JsonElement root, StoreDefinition store, ItemNormaliser normaliser)
    {
        var total = JsonPath.Text(store.Paging.Total?.First(root)) is { } count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var next = JsonPath.Text(store.Paging.Next?.First(root)) is { Length: > 0 } cursor ? cursor : null;
        if (store.Items.KnowsFields)
        {
            return (store.Items.Kind == ItemPlace.Nintendo ? NintendoReader.Read(root) : ShopifyReader.Read(root)) is { } raws ? Finish(raws, normaliser, total, next) : new PageReading.Unreadable("no products in the JSON answer");
        }

        if (store.Items.Json!.First(root) is not { } place) return new PageReading.Unreadable("the JSON answer lacks its items");
        if (store.Items.Kind == ItemPlace.HtmlInJson) return ReadPage(JsonPath.Text(place) ?? "", store, normaliser, total, next);
        return Finish(Items(place, store), normaliser, total, next);
    }

    private static List<RawItem> Items(JsonElement place, StoreDefinition store)
    {
        var items = place.ValueKind == JsonValueKind.Array ? place.EnumerateArray().ToList() : [place];
        return [.. items.Select(item => Fields(store, (strategy, raw) => strategy.Find(item, raw)))];
    }

    private static PageReading ReadPage(string html, StoreDefinition store, ItemNormaliser normaliser, int? total, string? next)
    {
        if (HtmlPage.Parse(html) is not { } root) return new PageReading.Unreadable("the page is nested too deep");
        List<RawItem> raws = store.Items switch
        {
            { Kind: ItemPlace.JsonLd } => JsonLdReader.Read(PageIndex.Of(root)) is var found && found.Listed.Count > 0 ? found.Listed : found.Alone,
            { Kind: ItemPlace.PageState, Json: { } path, State: { } name } => EmbeddedJson.State(root, name) is { } state && path.First(state) is { } place ? Items(place, store) : [],
            { Css: { } css } => [.. css.All(root).Select(item => Fields(store, (strategy, raw) => strategy.Find(item, raw)))],
            _ => [.. XPathPlace.Nodes(root, store.Items.XPath!).Select(item => Fields(store, (strategy, raw) => strategy.Find(item, raw)))],
        };
        if (raws.Count > 0) return Finish(raws, normaliser, total, next);
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

        if (raw[Field.Label] is { } label) raw.Labels.Add(label);
        return raw;
    }

    private static PageReading Finish(IReadOnlyList<RawItem> raws, ItemNormaliser normaliser, int? total, string? next)
    {
        var items = raws.Select(normaliser.Normalise).Where(item => item.Name is not null || item.Price is not null).ToList();
        if (raws.Count > 0 && items.Count == 0) return new PageReading.Unreadable("items without names and prices");
        return new PageReading.Observed(items, total, next);
    }
}
