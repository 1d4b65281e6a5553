using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Stores;

/// <summary>Checks a definition and compiles its selectors, so that a mistake shows when it is loaded and not at night.</summary>
internal static partial class StoreDefinitionParser
{
    public static StoreDefinition Parse(DefinitionNode root)
    {
        root.Allow("key", "name", "market", "culture", "currency", "enabled", "disabledReason", "baseUrl", "hosts", "politeness", "delivery", "categories", "paging", "items", "fields", "product", "canaries", "vocabulary");
        var key = root.Text("key");
        if (!KeyShape().IsMatch(key)) throw root.Required("key").Wrong("lower-case letters, digits and dashes are expected");
        var currency = root.Text("currency");
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)) throw root.Required("currency").Wrong("an ISO 4217 code is expected");
        var baseUrl = root.Text("baseUrl");
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) throw root.Required("baseUrl").Wrong("an http(s) address is expected");
        var enabled = root.Flag("enabled", true);
        var reason = root.OptionalText("disabledReason");
        if (!enabled && reason is null) throw root.Wrong("\"disabledReason\" is missing: a store that is off says why");
        var hosts = root.List("hosts").Select(host => host.AsText()).ToList();
        if (!hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) && !hosts.Contains(uri.Authority, StringComparer.OrdinalIgnoreCase))
            throw root.Required("hosts").Wrong($"the host of baseUrl ({uri.Authority}) is not among them");
        var items = ParseItems(root.Required("items"), hosts);
        var market = root.Text("market");
        if (market.Length != 2 || !market.All(char.IsAsciiLetterUpper)) throw root.Required("market").Wrong("an ISO 3166 code of two letters is expected");
        return new StoreDefinition(
            key, root.Text("name"), market, ParseCulture(root.Required("culture")), currency, enabled, reason, baseUrl, hosts,
            ParsePoliteness(root.Required("politeness")), ParseDelivery(root.Child("delivery")), ParseCategories(root), ParsePaging(root.Required("paging"), items), items,
            ParseFields(root, items), ParseProduct(root.Child("product")), ParseCanaries(root, hosts), ParseVocabulary(root.Child("vocabulary")));
    }

    private static string ParseCulture(DefinitionNode node)
    {
        try
        {
            return CultureInfo.GetCultureInfo(node.AsText(), predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            throw node.Wrong($"\"{node.AsText()}\" is no culture");
        }
    }

    private static Politeness ParsePoliteness(DefinitionNode node)
    {
        node.Allow("delaySeconds", "jitterSeconds", "maxRequests");
        return new((double)(node.Number("delaySeconds") ?? 3), (double)(node.Number("jitterSeconds") ?? 2), node.Integer("maxRequests", 1) ?? 600);
    }

    private static Delivery ParseDelivery(DefinitionNode? node)
    {
        if (node is not { } delivery) return new(null, null, null, null, null);
        delivery.Allow("fee", "freeFrom", "islandsFee", "azoresFee", "madeiraFee", "pickupFee");
        var islands = delivery.Number("islandsFee");
        return new(
            delivery.Number("fee"), delivery.Number("freeFrom"), delivery.Number("azoresFee") ?? islands, delivery.Number("madeiraFee") ?? islands, delivery.Number("pickupFee"));
    }

    private static List<StoreCategory> ParseCategories(DefinitionNode root)
    {
        var categories = new List<StoreCategory>();
        foreach (var node in root.List("categories"))
        {
            node.Allow("name", "kind", "platform", "path", "condition", "format", "slug", "shelves");
            var path = node.Text("path");
            if (path[0] != '/') throw node.Required("path").Wrong("a path starts with '/'");
            var shelves = node.List("shelves", required: false).Select(ParseShelf).ToList();
            var condition = node.Word("condition", Condition.New, Condition.Used, Condition.Refurbished, Condition.Outlet);
            var format = node.Word("format", Format.Physical, Format.DownloadCode, Format.GameKeyCard, Format.Digital);
            var category = new StoreCategory(node.Text("name"), Kind(node), ParsePlatform(node), path, condition, format, node.OptionalText("slug"), shelves);
            if (categories.Exists(other => other.Name == category.Name)) throw node.Required("name").Wrong($"\"{category.Name}\" stands twice");
            categories.Add(category);
        }

        return categories;
    }

    private static Shelf ParseShelf(DefinitionNode node)
    {
        node.Allow("label", "kind", "platform");
        return new(node.Text("label"), Kind(node), ParsePlatform(node));
    }

    private static string? Kind(DefinitionNode node) => node.Word("kind", ProductKind.Game, ProductKind.Console, ProductKind.Accessory, ProductKind.Other);

    private static string? ParsePlatform(DefinitionNode node) => node.Word("platform", Platform.Switch, Platform.Switch2, Platform.Both, Platform.Other);

    private static Paging ParsePaging(DefinitionNode node, ItemPlace items)
    {
        node.Allow("kind", "parameter", "first", "size", "maxPages", "form", "headers", "total", "next");
        var kind = node.Word("kind", Paging.PageNumber, Paging.Offset, Paging.Posted, Paging.Cursor, Paging.None) ?? throw node.Wrong("\"kind\" is missing");
        var form = node.Texts("form");
        if (kind == Paging.Posted && !form.Values.Contains("{page}")) throw (node.Child("form") ?? node).Wrong("\"form\" needs a field whose value is {page}");
        var parameter = kind is Paging.PageNumber or Paging.Offset ? node.Text("parameter") : node.OptionalText("parameter");
        var size = node.Integer("size", 1) ?? (kind == Paging.Offset ? throw node.Wrong("\"size\" is missing") : 1);
        var first = node.Integer("first") ?? (kind == Paging.Offset ? 0 : 1);
        var next = FieldStrategyParser.Json(node, "next");
        if (kind == Paging.Cursor && next is null) throw node.Wrong("\"next\" is missing: the JSON path of the cursor");
        if (kind == Paging.Cursor && items.IsPage) throw node.Required("kind").Wrong("a cursor stands in a JSON answer, these items on a page");
        return new(kind, parameter, first, kind is Paging.PageNumber ? 1 : size, node.Integer("maxPages", 1) ?? 100, form, node.Texts("headers"), FieldStrategyParser.Json(node, "total"), next);
    }

    private static ItemPlace ParseItems(DefinitionNode node, IReadOnlyList<string> hosts)
    {
        node.Allow("kind", "css", "xpath", "json", "state", "empty", "prices");
        var kind = node.Word("kind", ItemPlace.Html, ItemPlace.HtmlInJson, ItemPlace.PageState, ItemPlace.JsonLd, ItemPlace.JsonList, ItemPlace.Shopify, ItemPlace.Nintendo) ?? throw node.Wrong("\"kind\" is missing");
        Uri? prices = null;
        if (node.OptionalText("prices") is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out prices) || prices.Scheme is not ("https" or "http")))
            throw node.Required("prices").Wrong("an http(s) address is expected");
        if (prices is not null && !hosts.Contains(prices.Host, StringComparer.OrdinalIgnoreCase) && !hosts.Contains(prices.Authority, StringComparer.OrdinalIgnoreCase))
            throw node.Required("prices").Wrong($"its host ({prices.Authority}) is not among \"hosts\"");
        var place = new ItemPlace(kind, FieldStrategyParser.Css(node, "css"), FieldStrategyParser.XPath(node), FieldStrategyParser.Json(node), node.OptionalText("state"), FieldStrategyParser.Css(node, "empty"), prices);
        if (kind is ItemPlace.Html or ItemPlace.HtmlInJson && place.Css is null && place.XPath is null) throw node.Wrong("\"css\" or \"xpath\" is missing");
        if (kind is ItemPlace.JsonList or ItemPlace.HtmlInJson or ItemPlace.PageState && place.Json is null) throw node.Wrong("\"json\" is missing");
        if (kind == ItemPlace.PageState && place.State is null) throw node.Wrong("\"state\" is missing: the script's id or variable");
        if (kind == ItemPlace.Nintendo && prices is null) throw node.Wrong("\"prices\" is missing: the address of the price API");
        return place;
    }

    private static Dictionary<string, IReadOnlyList<FieldStrategy>> ParseFields(DefinitionNode root, ItemPlace items)
    {
        if (items.KnowsFields) return root.Child("fields") is { } extra ? throw extra.Wrong($"items of the kind {items.Kind} have their fields already") : [];
        var given = root.Required("fields");
        var fields = FieldStrategyParser.Chains(given);
        foreach (var needed in (string[])[Field.Name, Field.Price, Field.Url])
        {
            if (!fields.ContainsKey(needed)) throw given.Wrong($"\"{needed}\" is missing");
        }

        return fields;
    }

    private static ProductPage ParseProduct(DefinitionNode? node)
    {
        if (node is not { } product) return new(null, new Dictionary<string, IReadOnlyList<FieldStrategy>>());
        product.Allow("when", "fields");
        return new(FieldStrategyParser.Css(product, "when"), product.Child("fields") is { } fields ? FieldStrategyParser.Chains(fields) : []);
    }

    private static List<Canary> ParseCanaries(DefinitionNode root, List<string> hosts) => [.. root.List("canaries", required: false).Select(node =>
    {
        node.Allow("path", "url", "title", "gtin", "priceFrom", "priceTo");
        var (path, url) = (node.OptionalText("path"), node.OptionalText("url"));
        if ((path is null) == (url is null)) throw node.Wrong("exactly one of path, url is expected");
        if (path is not null && path[0] != '/') throw node.Required("path").Wrong("a path starts with '/'");
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) || hosts.Contains(uri.Authority, StringComparer.OrdinalIgnoreCase))))
            throw node.Required("url").Wrong("it is on none of the store's hosts");
        return new Canary(path, url, node.Text("title"), node.OptionalText("gtin"), node.Number("priceFrom"), node.Number("priceTo"));
    })];

    private static Vocabulary ParseVocabulary(DefinitionNode? node)
    {
        node?.Allow("availability", "condition");
        var availability = node?.Texts("availability") ?? new Dictionary<string, string>();
        var condition = node?.Texts("condition") ?? new Dictionary<string, string>();
        foreach (var (word, meaning) in availability)
        {
            if (meaning is not (Availability.InStock or Availability.OutOfStock or Availability.PreOrder or Availability.Unknown))
                throw new StoreDefinitionException($"{node!.Value.Path}.availability.{word}", $"\"{meaning}\" is no availability");
        }

        foreach (var (word, meaning) in condition)
        {
            if (meaning is not (Condition.New or Condition.Used or Condition.Refurbished or Condition.Outlet))
                throw new StoreDefinitionException($"{node!.Value.Path}.condition.{word}", $"\"{meaning}\" is no condition");
        }

        return new(availability, condition);
    }

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex KeyShape();
}
