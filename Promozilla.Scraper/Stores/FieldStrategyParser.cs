using System.Text.RegularExpressions;
using System.Xml.XPath;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores.Places;

namespace Promozilla.Scraper.Stores;

/// <summary>Compiles the chains of strategies, so that a mistake in a selector shows when the definition is loaded and not at night.</summary>
internal static class FieldStrategyParser
{
    /// <summary>By the clock: where others are served too, a good expression must not look like one that never ends.</summary>
    public static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);
    private static readonly string[] Ways = ["css", "xpath", "microdata", "rdfa", "meta", "jsonLd", "state", "json", "field", "constant"];

    public static Dictionary<string, IReadOnlyList<FieldStrategy>> Chains(DefinitionNode node)
    {
        var fields = new Dictionary<string, IReadOnlyList<FieldStrategy>>(StringComparer.Ordinal);
        foreach (var (name, value) in node.Members())
        {
            if (!Field.All.Contains(name)) throw value.Wrong($"no field is called \"{name}\" (known: {Known()})");
            fields[name] = [.. node.List(name).Select(Strategy)];
        }

        return InOrder(fields, node);
    }

    // A field that is taken from another is read after it. The order in the file says nothing: a definition that has been in the database comes
    // back in another one.
    private static Dictionary<string, IReadOnlyList<FieldStrategy>> InOrder(Dictionary<string, IReadOnlyList<FieldStrategy>> fields, DefinitionNode node)
    {
        var ordered = new Dictionary<string, IReadOnlyList<FieldStrategy>>(fields.Count, StringComparer.Ordinal);
        while (ordered.Count < fields.Count)
        {
            var next = fields.FirstOrDefault(field => !ordered.ContainsKey(field.Key)
                && field.Value.All(strategy => strategy.FromField is not { } from || ordered.ContainsKey(from) || !fields.ContainsKey(from)));
            if (next.Key is null) throw node.Wrong($"taken from each other in a ring: {string.Join(", ", fields.Keys.Except(ordered.Keys))}");
            ordered.Add(next.Key, next.Value);
        }

        return ordered;
    }

    public static CssSelector? Css(DefinitionNode node, string name) => Compile(node, name, CssSelector.Parse);

    public static JsonPath? Json(DefinitionNode node, string name = "json") => Compile(node, name, JsonPath.Parse);

    public static XPathExpression? XPath(DefinitionNode node) => Compile(node, "xpath", text => XPathExpression.Compile(text));

    private static FieldStrategy Strategy(DefinitionNode node)
    {
        node.Allow([.. Ways, "attribute", "regex", "prefix", "value"]);
        // Within what css, xpath and state find, "json" is a path; alone it is a way of its own.
        var given = Ways.Where(way => node.Child(way) is not null).ToList();
        if (given.Count == 2 && given[0] is "css" or "xpath" or "state" && given[1] == "json") given.RemoveAt(1);
        if (given.Count != 1) throw node.Wrong($"exactly one of {string.Join(", ", Ways)} is expected (json may also stand beside css, xpath or state)");
        var attribute = node.OptionalText("attribute");
        if (attribute is not null && given[0] is not ("css" or "xpath")) throw node.Required("attribute").Wrong("an attribute needs css or xpath");
        var field = node.OptionalText("field");
        if (field is not null && !Field.All.Contains(field)) throw node.Required("field").Wrong($"no field is called \"{field}\" (known: {Known()})");
        var json = Json(node);
        var inside = given[0] != "json" && json is not null ? "|" + node.Text("json") : "";
        var source = $"{given[0]}:{node.Text(given[0])}{(attribute is null ? "" : "@" + attribute)}{inside}";
        return new(source, Place(node, given[0], attribute, json), field, Pattern(node), node.OptionalText("prefix"), node.OptionalText("constant") ?? node.OptionalText("value"));
    }

    private static string Known() => string.Join(", ", Field.All.Order(StringComparer.Ordinal));

    private static FieldPlace? Place(DefinitionNode node, string way, string? attribute, JsonPath? json) => way switch
    {
        "css" => new CssPlace(Css(node, "css")!, attribute, json),
        "xpath" => new XPathPlace(XPath(node)!, attribute, json),
        "microdata" => new MicrodataPlace(node.Text("microdata")),
        "rdfa" => new RdfaPlace(node.Text("rdfa")),
        "meta" => new MetaPlace(node.Text("meta")),
        "jsonLd" => new JsonLdPlace(node.Text("jsonLd")),
        "state" => new StatePlace(node.Text("state"), json ?? throw node.Wrong("\"json\" is missing: the path within the state")),
        "json" => new JsonPlace(json!),
        _ => null,
    };

    private static Regex? Pattern(DefinitionNode node) => Compile(node, "regex", text => new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, LongestMatch));

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
}
