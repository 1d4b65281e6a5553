using HtmlAgilityPack;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>
/// Reads pages of stores that nobody described. First decides whether the page is one product's or a list, because a product's page is full of other
/// products; then reads what is marked for machines, then what is shown.
/// </summary>
public static class GenericReader
{
    private const int MostReferring = 200;

    public static PageReading Read(PageContent page)
    {
        if (page.LooksLikeJson || page.Text.AsSpan().TrimEnd("; \r\n").EndsWith(")"))
        {
            using var document = JsonText.TryParse(page.Text);
            if (document is not null) return ReadJson(document.RootElement, page);
        }

        if (BotWall.Find(page.Text) is { } wall) return new PageReading.Blocked(wall);
        if (HtmlPage.Parse(page.Text) is not { } root) return new PageReading.Unreadable("the page is nested too deep");
        var index = PageIndex.Of(root);
        return Finish(Items(new PageFacts(index), page.Url), page with { Url = HtmlPage.BaseOf(index.Base, page.Url) });
    }

    private static PageReading ReadJson(System.Text.Json.JsonElement root, PageContent page)
    {
        var known = NintendoReader.Read(root) ?? ShopifyReader.Read(root) ?? WooCommerceReader.Read(root) ?? VtexReader.Read(root) ?? Linked(root);
        if (known is not null) return new PageReading.Observed(Normalised(known, page));
        if (EmbeddedHtml.Find(root) is { } html && HtmlPage.Parse(html) is { } fragment)
        {
            var cards = Cards(PageIndex.Of(fragment));
            if (cards.Count > 0) return Finish(cards, page);
        }

        var objects = JsonObjectReader.Read(root, "json");
        return objects.Count > 0 ? Finish(objects, page) : new PageReading.Unreadable("no products in the JSON answer");
    }

    /// <summary>The product of a page that is one product's; null when it is a list or neither.</summary>
    internal static RawItem? One(PageFacts facts, Uri? url) => Items(facts, url) is [var one] ? one : null;

    private static List<RawItem>? Linked(System.Text.Json.JsonElement root)
    {
        var found = JsonLdReader.Read(root);
        var items = found.Alone.Concat(found.Listed).ToList();
        return items.Exists(item => item.Has(Field.Price)) ? items : null;
    }

    private static List<RawItem> Items(PageFacts facts, Uri? url)
    {
        var index = facts.Index;
        var ld = JsonLdReader.Read(index);
        var rdfa = RdfaReader.Read(index);
        if (ld.Alone.Count == 0) ld.Alone.AddRange(rdfa);
        var main = ld.Alone.Find(item => facts.IsMain(item[Field.Name])) ?? (ld.Alone.Count == 1 && ld.Listed.Count == 0 && IsOwn(ld.Alone[0], facts, url) ? ld.Alone[0] : null);
        var isList = ld.Alone.Count > 1 && (main is null || ld.Alone.Count(item => facts.IsMain(item[Field.Name])) > 1) && !facts.IsProductPage && !ProductPageReader.ShowsOne(facts);
        if (main is not null && !isList) return [Product(facts, main)];

        var marked = index.Marked;
        var own = marked.Find(scope => facts.Heading is not null && scope.Descendants("h1").Contains(facts.Heading));
        own ??= facts.Heading is not null && marked.FindAll(scope => facts.IsSame(Microdata.Own(scope, "name").Select(Microdata.Value).FirstOrDefault())) is [var named] ? named : null;
        if (own is not null) return [Product(facts, Own(own, facts))];
        if (facts.IsProductPage && facts.OpenGraph() is { } graph) return [Product(facts, graph)];
        if (facts.Heading is not null && (facts.IsProductPage || (ld.Listed.Count < 2 && ProductPageReader.ShowsOne(facts)))) return [Product(facts, null)];
        var state = EmbeddedState.Read(index);
        if (facts.Heading is not null && state.Find(item => facts.IsSame(item[Field.Name])) is { } fromState) return [Product(facts, fromState)];
        if (marked.Count == 1)
        {
            var only = Own(marked[0], facts);
            if (facts.Heading is null || facts.IsMain(only[Field.Name])) return [only];
        }

        var cards = Cards(index);
        var listed = isList ? ld.Alone : ld.Listed;
        if (cards.Count >= 2 || listed.Count > 0) return Merge(cards, listed);
        return state.Count > 0 ? state : cards;
    }

    private static RawItem Product(PageFacts facts, RawItem? known)
    {
        var item = ProductPageReader.Read(facts, known);
        if (!item.Has(Field.Price) && EmbeddedState.Read(facts.Index).Find(state => facts.IsSame(state[Field.Name])) is { } own) item.FillFrom(own);
        return item;
    }

    // The only product for machines may be one that the page sells beside its own: then the heading names another, and shows its price.
    private static bool IsOwn(RawItem item, PageFacts facts, Uri? url)
    {
        if (facts.Heading is null) return true;
        var address = item[Field.Url];
        if (address is not null && (address == facts.Canonical || (url is not null && Uri.TryCreate(url, address, out var own) && own.AbsolutePath == url.AbsolutePath))) return true;
        return !ProductPageReader.ShowsOne(facts);
    }

    private static RawItem Own(HtmlNode scope, PageFacts facts)
    {
        var item = CardReader.Read(scope, ForeignParts.Find(facts.Index, scope, facts.Heading), out _);
        foreach (var part in Microdata.Referenced(scope, facts.Index)) item.FillFrom(CardReader.Read(part, [], out _));

        if (facts.HeadingText is { } heading && !item.Has(Field.Name)) item.Set(Field.Name, heading, "css:h1");
        return item;
    }

    private static List<RawItem> Cards(PageIndex index)
    {
        var found = CardFinder.Find(index);
        var items = found.ConvertAll(CardReader.Read);
        for (var i = 0; i < found.Count && i < MostReferring; i++)
        {
            foreach (var part in Microdata.Referenced(found[i], index)) items[i].FillFrom(CardReader.Read(part, [], out _));
        }

        return Distinct(items.Where(item => item.Has(Field.Name)));
    }

    // The list for machines lacks what is shown (stock, old prices), what is shown lacks what is for machines (codes).
    private static List<RawItem> Merge(List<RawItem> cards, List<RawItem> listed)
    {
        if (listed.Count == 0) return cards;
        var byName = cards.GroupBy(card => card[Field.Name]!, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var item in listed)
        {
            if (!byName.TryGetValue(item[Field.Name]!, out var card)) continue;
            // Lists for machines say InStock for ever: what the card shows decides.
            if (card[Field.Availability] is { } shown && AvailabilityText.Read(shown) is Availability.OutOfStock or Availability.PreOrder) item.Replace(Field.Availability, shown, card.Source(Field.Availability)!);
            item.FillFrom(card);
        }

        return listed.Exists(item => item.Has(Field.Price)) || cards.Count == 0 ? Distinct(listed) : cards;
    }

    private static List<RawItem> Distinct(IEnumerable<RawItem> items) => [.. items.DistinctBy(item => (item[Field.Url], item[Field.Name], item[Field.Price]))];

    private static PageReading Finish(IReadOnlyList<RawItem> raws, PageContent page)
    {
        var items = Normalised(raws, page);
        if (items.Count == 0) return new PageReading.Unreadable("no product found on the page");
        if (items.Count > 1 || items[0].Price is not null) return new PageReading.Observed(items);
        if (items[0].Availability == Availability.OutOfStock) return new PageReading.NotForSale($"\"{items[0].Name}\" has no price and is not available", items[0]);
        return new PageReading.Unreadable($"\"{items[0].Name}\" has no price");
    }

    private static List<PageItem> Normalised(IReadOnlyList<RawItem> raws, PageContent page)
    {
        List<PageItem> items = [.. raws.Select(new ItemNormaliser(page.Url).Normalise)];
        // State that a script starts from often leaves the currency to the page.
        return items.Select(item => item.Currency).OfType<string>().Distinct().Take(2).ToList() is [var one] ? [.. items.Select(item => item.Price is not null && item.Currency is null ? item with { Currency = one } : item)] : items;
    }
}
