using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.XPath;
using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Stores;

/// <summary>Checks a definition and compiles its selectors, so that a mistake shows when it is loaded and not at night.</summary>
internal static partial class StoreDefinitionParser
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    public static StoreDefinition Parse(DefinitionNode root)
    {
        root.Allow("key", "name", "market", "culture", "currency", "enabled", "disabledReason", "baseUrl", "hosts", "politeness", "delivery", "categories", "paging", "items", "fields", "vocabulary");
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
        var items = ParseItems(root.Required("items"));
        return new StoreDefinition(
            key, root.Text("name"), root.Text("market"), ParseCulture(root.Required("culture")), currency, enabled, reason, baseUrl, hosts,
            ParsePoliteness(root.Required("politeness")), ParseDelivery(root.Child("delivery")), ParseCategories(root), ParsePaging(root.Required("paging")), items,
            ParseFields(root, items), ParseVocabulary(root.Child("vocabulary")));
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
        return new((double)(node.Number("delaySeconds") ?? 3), (double)(node.Number("jitterSeconds") ?? 2), (int)(node.Number("maxRequests", 1) ?? 600));
    }

    private static Delivery ParseDelivery(DefinitionNode? node)
    {
        if (node is not { } delivery) return new(null, null, null);
        delivery.Allow("fee", "freeFrom", "islandsFee");
        return new(delivery.Number("fee"), delivery.Number("freeFrom"), delivery.Number("islandsFee"));
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

    private static Paging ParsePaging(DefinitionNode node)
    {
        node.Allow("kind", "parameter", "first", "size", "maxPages", "form", "headers", "total");
        var kind = node.Word("kind", "pageNumber", "offset", "form", "none") ?? throw node.Wrong("\"kind\" is missing");
        var form = node.Texts("form");
        if (kind == "form" && !form.Values.Contains("{page}")) throw node.Wrong("\"form\" needs a field whose value is {page}");
        var parameter = kind is "pageNumber" or "offset" ? node.Text("parameter") : "";
        var size = kind == "offset" ? (int)(node.Number("size", 1) ?? throw node.Wrong("\"size\" is missing")) : 1;
        return new(kind, parameter, (int)(node.Number("first") ?? (kind == "offset" ? 0 : 1)), size, (int)(node.Number("maxPages", 1) ?? 100), form, node.Texts("headers"), node.OptionalText("total"));
    }

    private static ItemPlace ParseItems(DefinitionNode node)
    {
        node.Allow("kind", "css", "xpath", "json", "empty");
        var kind = node.Word("kind", ItemPlace.Html, ItemPlace.HtmlInJson, ItemPlace.JsonList, ItemPlace.Shopify) ?? throw node.Wrong("\"kind\" is missing");
        var place = new ItemPlace(kind, Css(node, "css"), XPath(node), Json(node), Css(node, "empty"));
        if (kind is ItemPlace.Html or ItemPlace.HtmlInJson && place.Css is null && place.XPath is null) throw node.Wrong("\"css\" or \"xpath\" is missing");
        if (kind is ItemPlace.JsonList or ItemPlace.HtmlInJson && place.Json is null) throw node.Wrong("\"json\" is missing");
        return place;
    }

    private static Dictionary<string, IReadOnlyList<FieldStrategy>> ParseFields(DefinitionNode root, ItemPlace items)
    {
        var fields = new Dictionary<string, IReadOnlyList<FieldStrategy>>(StringComparer.Ordinal);
        var node = items.Kind == ItemPlace.Shopify ? root.Child("fields") : root.Required("fields");
        if (node is not { } given) return fields;
        foreach (var (name, value) in given.Members())
        {
            if (!Field.All.Contains(name)) throw value.Wrong($"no field is called \"{name}\" (known: {string.Join(", ", Field.All.Order(StringComparer.Ordinal))})");
            fields[name] = [.. given.List(name).Select(ParseStrategy)];
        }

        foreach (var needed in (string[])[Field.Name, Field.Price, Field.Url])
        {
            if (items.Kind != ItemPlace.Shopify && !fields.ContainsKey(needed)) throw given.Wrong($"\"{needed}\" is missing");
        }

        return fields;
    }

    private static FieldStrategy ParseStrategy(DefinitionNode node)
    {
        node.Allow("css", "xpath", "microdata", "json", "field", "constant", "attribute", "regex", "prefix", "value");
        string[] ways = ["css", "xpath", "microdata", "json", "field", "constant"];
        var given = ways.Where(way => node.Child(way) is not null).ToList();
        if (given.Count != 1) throw node.Wrong($"exactly one of {string.Join(", ", ways)} is expected");
        var attribute = node.OptionalText("attribute");
        var source = $"{given[0]}:{node.Text(given[0])}{(attribute is null ? "" : "@" + attribute)}";
        var constant = node.OptionalText("constant");
        return new(source, Css(node, "css"), XPath(node), node.OptionalText("microdata"), Json(node), node.OptionalText("field"), attribute, Pattern(node), node.OptionalText("prefix"), constant ?? node.OptionalText("value"));
    }

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

    private static CssSelector? Css(DefinitionNode node, string name) => Compile(node, name, CssSelector.Parse);

    private static JsonPath? Json(DefinitionNode node) => Compile(node, "json", JsonPath.Parse);

    private static XPathExpression? XPath(DefinitionNode node) => Compile(node, "xpath", text => XPathExpression.Compile(text));

    private static Regex? Pattern(DefinitionNode node) =>
        Compile(node, "regex", text => new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, LongestMatch));

    private static T? Compile<T>(DefinitionNode node, string name, Func<string, T> compile)
        where T : class
    {
        if (node.Child(name) is not { } child) return null;
        try
        {
            return compile(child.AsText());
        }
        catch (Exception wrong) when (wrong is FormatException or XPathException or ArgumentException)
        {
            throw child.Wrong(wrong.Message);
        }
    }

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex KeyShape();
}
