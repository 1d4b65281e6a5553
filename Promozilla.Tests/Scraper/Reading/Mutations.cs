using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Ways to break a page: letter by letter, subtree by subtree, value by value, byte by byte.</summary>
internal sealed class Mutations(Random random)
{
    private static readonly string[] Nasty =
        ["<", ">", "\"", "'", "&", "&#", "&quot;", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<div>", "</div>", "<table>", "</li>", "\0", "\u0001", "{", "}", "[", "]", ",", ":", "//", "/*", "\\", "\ud800", "\\ud800", "\\u12", "€", "<h1>", "esgotado", "<template>", "itemscope itemtype=http://schema.org/Product", " ", "null", "<del>", "itemref=a", "<base href='javascript:1'>", "NaN", "undefined", "@graph", "hasVariant"];

    // Escaped letters would hide a price's digits from whoever looks for them in the page.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Attributes =
        ["class", "id", "style", "itemprop", "itemscope", "itemtype", "itemref", "content", "href", "title", "data-price", "data-x", "hidden", "disabled", "typeof", "property"];

    private static readonly string[] Values =
        ["", "price", "price old", "product", "display:none", "offers", "http://schema.org/Offer", "http://schema.org/Product", "a b", "{\"name\":\"x\",\"price\":1}", "{{{{", "javascript:1", "https://[", "//", "-1", "1e9", "0", "esgotado", "related-products", "variant", "Infinity"];

    private static readonly string[] Charsets = ["utf-8", "windows-1252", "iso-8859-15", "utf-16", "utf-16be", "us-ascii", "iso-8859-2", "utf-7", "made-up"];

    private static readonly Func<JsonNode?>[] Odd =
        [() => null, () => JsonValue.Create(""), () => JsonValue.Create(-1), () => JsonValue.Create(1e300), () => JsonValue.Create("1.299,00 €"), () => JsonValue.Create(true), () => new JsonArray(), () => new JsonObject(), () => JsonValue.Create(new string('9', 60)), () => JsonValue.Create("\ud83d\ude00"), () => new JsonArray(new JsonArray(new JsonObject { ["price"] = 1 }))];

    public PageContent Of(string page, Uri url)
    {
        var text = random.Next(3) switch
        {
            0 => Letters(page),
            1 when page.TrimStart()[0] is '{' or '[' => Json(page),
            1 => Tree(page),
            _ => Letters(page.TrimStart()[0] is '{' or '[' ? Json(page) : Tree(page)),
        };
        return random.Next(8) == 0 ? Bytes(text, url) : new PageContent(text, url);
    }

    private string Letters(string page)
    {
        for (var times = random.Next(1, 9); times > 0 && page.Length > 0; times--)
        {
            var at = random.Next(page.Length);
            var length = Math.Min(page.Length - at, random.Next(3) == 0 ? random.Next(400) : random.Next(12));
            page = random.Next(5) switch
            {
                0 => page.Remove(at, length),
                1 => page.Insert(random.Next(page.Length), page.Substring(at, length)),
                2 => page.Insert(at, Any(Nasty)),
                3 => page[..at] + Any(Nasty) + page[(at + length)..],
                _ => random.Next(20) == 0 ? page[..at] : page.Insert(at, string.Concat(Enumerable.Repeat(Any(Nasty), random.Next(60)))),
            };
        }

        return page;
    }

    private string Tree(string page)
    {
        var document = new HtmlDocument();
        document.LoadHtml(page);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var nodes = document.DocumentNode.Descendants().Where(node => node.NodeType == HtmlNodeType.Element).ToList();
            if (nodes.Count < 2) break;
            var (node, other) = (Any(nodes), Any(nodes));
            switch (random.Next(7))
            {
                case 0: node.Remove(); break;
                case 1: node.ParentNode?.InsertAfter(node.CloneNode(true), node); break;
                case 2: other.AppendChild(node.CloneNode(true)); break;
                case 3: node.SetAttributeValue(Any(Attributes), Any(Values)); break;
                case 4: node.SetAttributeValue(Any(Attributes), new string('x', random.Next(20_000))); break;
                case 5: node.Attributes.RemoveAll(); break;
                default: Wrap(node, random.Next(1, 300)); break;
            }
        }

        return document.DocumentNode.OuterHtml;
    }

    private void Wrap(HtmlNode node, int levels)
    {
        var tag = Any(["div", "b", "span", "li", "del", "section"]);
        var outer = node.OwnerDocument.CreateElement(tag);
        node.ParentNode?.ReplaceChild(outer, node);
        for (var i = 1; i < levels; i++) outer = outer.AppendChild(node.OwnerDocument.CreateElement(tag));
        outer.AppendChild(node);
    }

    private string Json(string page)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(page);
        }
        catch (JsonException)
        {
            return Letters(page);
        }

        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            if (nodes.Count == 0) break;
            switch (Any(nodes))
            {
                case JsonObject inner when inner.Count > 0:
                    var name = inner.ElementAt(random.Next(inner.Count)).Key;
                    if (random.Next(3) == 0) inner.Remove(name);
                    else inner[random.Next(3) == 0 ? Any(["name", "price", "offers", "title", "variants", "prices", "@type"]) : name] = Any(Odd)();
                    break;
                case JsonArray list when list.Count > 0:
                    if (random.Next(3) == 0) list.RemoveAt(random.Next(list.Count));
                    else if (random.Next(2) == 0) list.Add(list[random.Next(list.Count)]?.DeepClone());
                    else list[random.Next(list.Count)] = Any(Odd)();
                    break;
            }
        }

        return root?.ToJsonString(Relaxed) ?? "null";
    }

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node is JsonObject inner) foreach (var member in inner) Collect(member.Value, nodes);
        if (node is JsonArray list) foreach (var member in list) Collect(member, nodes);
        if (node is JsonObject or JsonArray) nodes.Add(node);
    }

    // Written in one charset, declared as another, and some bytes lost on the way.
    private PageContent Bytes(string text, Uri url)
    {
        var bytes = (random.Next(4) == 0 ? Encoding.Unicode : random.Next(2) == 0 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text);
        for (var i = random.Next(20); i > 0 && bytes.Length > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return PageContent.Decode(bytes, url, random.Next(2) == 0 ? null : Any(Charsets));
    }

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
