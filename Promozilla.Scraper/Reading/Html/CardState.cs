using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>Product state that a card carries as JSON in a data- attribute, as Salesforce Commerce storefronts do for their analytics.</summary>
internal static class CardState
{
    private const int MostNodes = 60;

    /// <summary>Does the element itself carry a product's state?</summary>
    public static bool Has(HtmlNode node)
    {
        if (node.NodeType != HtmlNodeType.Element || !node.HasAttributes) return false;
        foreach (var attribute in node.Attributes)
        {
            if (attribute.Name.StartsWith("data-", StringComparison.OrdinalIgnoreCase) && attribute.Value is { Length: >= 20 } value && value.AsSpan().TrimStart() is ['{', ..]
                && value.Contains("price", StringComparison.OrdinalIgnoreCase) && value.Contains("name", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    public static void FillFrom(HtmlNode card, RawItem item)
    {
        HtmlNode? node = card;
        for (var i = 0; node is not null && i < MostNodes; i++, node = CssSelector.Next(node, card))
        {
            if (node.NodeType != HtmlNodeType.Element) continue;
            foreach (var attribute in node.Attributes)
            {
                if (!attribute.Name.StartsWith("data-", StringComparison.OrdinalIgnoreCase) || (attribute.Value?.Length ?? 0) is < 20 or > 20_000) continue;
                var value = System.Net.WebUtility.HtmlDecode(attribute.Value) ?? "";
                if (value.AsSpan().TrimStart() is not ['{', ..]) continue;
                using var document = JsonText.TryParse(value);
                if (document is null) continue;
                foreach (var found in JsonObjectReader.Read(document.RootElement, $"json:{attribute.Name}"))
                {
                    item.FillFrom(found);
                    return;
                }
            }

            if (node == card && card.FirstChild is null) return;
        }
    }
}
