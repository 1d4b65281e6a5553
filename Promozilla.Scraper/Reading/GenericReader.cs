using HtmlAgilityPack;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>
/// Reads pages of stores that nobody described. First decides whether the page is one product's or a list, because a product's page is full of other
/// products; then reads what is marked for machines, then what is shown.
/// </summary>
public static class GenericReader
{
    private const int MostReferences = 12;

    public static PageReading Read(PageContent page)
    {
        if (page.LooksLikeJson || page.Text.AsSpan().TrimEnd("; \r\n").EndsWith(")"))
        {
            using var document = JsonText.TryParse(page.Text);
            if (document is not null) return ReadJson(document.RootElement, page);
        }

        if (BotWall.Find(page.Text) is { } wall) return new PageReading.Blocked(wall);
        if (HtmlPage.Parse(page.Text) is not { } root) return new PageReading.Unreadable("the page is nested too deep");
        return Finish(Items(root, page.Url), page with { Url = HtmlPage.BaseOf(root, page.Url) });
    }

    private static PageReading ReadJson(System.Text.Json.JsonElement root, PageContent page)
    {
        var known = NintendoReader.Read(root) ?? ShopifyReader.Read(root) ?? WooCommerceReader.Read(root);
        if (known is not null) return new PageReading.Observed(Normalised(known, page));
        if (EmbeddedHtml.Find(root) is { } html && HtmlPage.Parse(html) is { } fragment)
        {
            var cards = Cards(fragment);
            if (cards.Count > 0) return Finish(cards, page);
        }

        var objects = JsonObjectReader.Read(root, "json");
        return objects.Count > 0 ? Finish(objects, page) : new PageReading.Unreadable("no products in the JSON answer");
    }

    /// <summary>The product of a page that is one product's; null when it is a list or neither.</summary>
    internal static RawItem? One(HtmlNode root, Uri? url) => Items(root, url) is [var one] ? one : null;

    private static List<RawItem> Items(HtmlNode root, Uri? url)
    {
        var facts = new PageFacts(root);
        var ld = JsonLdReader.Read(root);
        var rdfa = RdfaReader.Read(root);
        if (ld.Alone.Count == 0) ld.Alone.AddRange(rdfa);
        var main = ld.Alone.Find(item => facts.IsMain(item[Field.Name])) ?? (ld.Alone.Count == 1 && ld.Listed.Count == 0 && IsOwn(ld.Alone[0], root, facts, url) ? ld.Alone[0] : null);
        var isList = ld.Alone.Count > 1 && (main is null || ld.Alone.Count(item => facts.IsMain(item[Field.Name])) > 1) && !facts.IsProductPage && !ProductPageReader.ShowsOne(root, facts);
        if (main is not null && !isList) return [Product(root, facts, main)];

        var marked = CardFinder.Marked(root);
        var own = marked.Find(scope => facts.Heading is not null && scope.Descendants("h1").Contains(facts.Heading));
        own ??= facts.Heading is not null && marked.FindAll(scope => facts.IsSame(Microdata.Own(scope, "name").Select(Microdata.Value).FirstOrDefault())) is [var named] ? named : null;
        if (own is not null) return [Product(root, facts, Own(own, root, facts))];
        if (facts.IsProductPage && facts.OpenGraph() is { } graph) return [Product(root, facts, graph)];
        if (facts.Heading is not null && (facts.IsProductPage || (ld.Listed.Count < 2 && ProductPageReader.ShowsOne(root, facts)))) return [Product(root, facts, null)];
        var state = EmbeddedState.Read(root);
        if (facts.Heading is not null && state.Find(item => facts.IsSame(item[Field.Name])) is { } fromState) return [Product(root, facts, fromState)];
        if (marked.Count == 1)
        {
            var only = CardReader.Read(marked[0]);
            if (facts.Heading is null || facts.IsMain(only[Field.Name])) return [only];
        }

        var cards = Cards(root);
        var listed = isList ? ld.Alone : ld.Listed;
        if (cards.Count >= 2 || listed.Count > 0) return Merge(cards, listed);
        return state.Count > 0 ? state : cards;
    }

    private static RawItem Product(HtmlNode root, PageFacts facts, RawItem? known)
    {
        var item = ProductPageReader.Read(root, facts, known);
        if (!item.Has(Field.Price) && EmbeddedState.Read(root).Find(state => facts.IsSame(state[Field.Name])) is { } own) item.FillFrom(own);
        return item;
    }

    // The only product for machines may be one that the page sells beside its own: then the heading names another, and shows its price.
    private static bool IsOwn(RawItem item, HtmlNode root, PageFacts facts, Uri? url)
    {
        if (facts.Heading is null) return true;
        var address = item[Field.Url];
        if (address is not null && (address == facts.Canonical || (url is not null && Uri.TryCreate(url, address, out var own) && own.AbsolutePath == url.AbsolutePath))) return true;
        return !ProductPageReader.ShowsOne(root, facts);
    }

    private static RawItem Own(HtmlNode scope, HtmlNode root, PageFacts facts)
    {
        var item = CardReader.Read(scope, ForeignParts.Find(scope, facts.Heading), out _);
        // itemref: properties that stand elsewhere on the page.
        foreach (var id in (scope.Attributes["itemref"]?.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostReferences))
        {
            if (root.Descendants().FirstOrDefault(node => node.Attributes["id"]?.Value == id) is { } part) item.FillFrom(CardReader.Read(part, [], out _));
        }

        if (facts.HeadingText is { } heading && !item.Has(Field.Name)) item.Set(Field.Name, heading, "css:h1");
        return item;
    }

    private static List<RawItem> Cards(HtmlNode root) => Distinct(CardFinder.Find(root).Select(card => CardReader.Read(card)).Where(item => item.Has(Field.Name)));

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
