using System.Text.Json;
using HtmlAgilityPack;
using Promozilla.Scraper.Prices;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads one product's own page by its store's definition: what no chain names comes from the reader of unknown stores.</summary>
internal static class StoreProductReader
{
    /// <summary>Does the page say that it is one product's, although cards of other products stand on it too?</summary>
    public static bool IsProductPage(HtmlNode root, StoreDefinition store)
    {
        if (store.Product.When is { } when) return when.First(root) is not null;
        var facts = new PageFacts(PageIndex.Of(root));
        if (facts.IsProductPage) return true;
        if (facts.Heading is not { } heading || (store.Items.Css is { } card && heading.Ancestors().Any(node => card.Matches(node, root)))) return false;
        return HasOwnPrice(root, store) || (GenericReader.One(facts, null) is { } one && one.Has(Field.Price) && facts.IsMain(one[Field.Name]));
    }

    // Where the definition says which price is the page's own, and not that of a card, finding one is the proof.
    private static bool HasOwnPrice(HtmlNode root, StoreDefinition store) =>
        store.Product.Fields.TryGetValue(Field.Price, out var chain) && chain.Any(strategy => PriceText.Read(strategy.Find(root, new RawItem()) ?? "").Amount > 0);

    public static PageReading Read(PageContent page, StoreDefinition store)
    {
        var normaliser = DefinitionReader.Normaliser(page, store);
        if (page.LooksLikeJson)
        {
            using var document = JsonText.TryParse(page.Text);
            return document is null ? new PageReading.Unreadable("the answer is not JSON") : Finish(FromJson(document.RootElement, store), normaliser);
        }

        if (BotWall.Find(page.Text) is { } wall) return new PageReading.Blocked(wall);
        if (HtmlPage.Parse(page.Text) is not { } root) return new PageReading.Unreadable("the page is nested too deep");
        var item = GenericReader.One(new PageFacts(PageIndex.Of(root)), page.Url) ?? new RawItem();
        Overlay(item, store.Product.Fields, strategy => strategy.Find(root, item));
        return Finish(item, normaliser);
    }

    private static RawItem? FromJson(JsonElement root, StoreDefinition store)
    {
        if (store.Items.KnowsFields) return (ShopifyReader.Read(root) ?? NintendoReader.Read(root)) is [var one] ? one : null;
        if (store.Items.Json?.First(root) is not { } place) return null;
        var item = new RawItem();
        Overlay(item, store.Fields, strategy => strategy.Find(place.ValueKind == JsonValueKind.Array && place.GetArrayLength() > 0 ? place[0] : place, item));
        return item;
    }

    /// <summary>What a chain names is only what the chain finds: a price that the definition looks for elsewhere must not come back from where it warned of.</summary>
    internal static void Overlay(RawItem item, IReadOnlyDictionary<string, IReadOnlyList<FieldStrategy>> fields, Func<FieldStrategy, string?> find)
    {
        foreach (var (field, chain) in fields)
        {
            item.Remove(field);
            foreach (var strategy in chain)
            {
                if (find(strategy) is { } text && item.Set(field, text, strategy.Source)) break;
            }
        }
    }

    private static PageReading Finish(RawItem? raw, ItemNormaliser normaliser)
    {
        if (raw is null || !raw.Has(Field.Name)) return new PageReading.Unreadable("no product found on the page");
        var item = normaliser.Normalise(raw);
        if (item.Price is not null) return new PageReading.Observed([item]);
        return item.Availability == Availability.OutOfStock
            ? new PageReading.NotForSale($"\"{item.Name}\" has no price and is not available", item)
            : new PageReading.Unreadable($"\"{item.Name}\" has no price");
    }
}
