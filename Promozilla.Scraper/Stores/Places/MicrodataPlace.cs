using HtmlAgilityPack;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Titles;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>A microdata property of the item, wherever itemref says that it stands. On a product's page: of the product that the heading names, never of one beside it.</summary>
internal sealed record MicrodataPlace(string Property) : FieldPlace
{
    private const int MostReferences = 12;

    public override IEnumerable<string?> Texts(HtmlNode item)
    {
        var scope = item.NodeType == HtmlNodeType.Document ? OfPage(item) : item;
        return scope is null ? [] : Nodes(scope).Select(Microdata.Value);
    }

    private IEnumerable<HtmlNode> Nodes(HtmlNode scope)
    {
        foreach (var node in Microdata.Own(scope, Property)) yield return node;
        foreach (var id in References(scope).Take(MostReferences))
        {
            if (scope.OwnerDocument.GetElementbyId(id) is not { } part) continue;
            if (part.Attributes["itemprop"]?.Value is { } names && HtmlText.HasToken(names, Property)) yield return part;
            foreach (var node in Microdata.Own(part, Property)) yield return node;
        }
    }

    private static IEnumerable<string> References(HtmlNode scope) =>
        scope.DescendantsAndSelf().Where(node => node == scope || Microdata.IsScopeOf(node, "Offer")).Select(node => node.Attributes["itemref"]?.Value).OfType<string>()
            .SelectMany(ids => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HtmlNode? OfPage(HtmlNode page)
    {
        var scopes = PageIndex.Of(page).Marked;
        var heading = page.Descendants("h1").FirstOrDefault();
        if (heading is null) return scopes.Count == 1 ? scopes[0] : null;
        var name = TitleText.Normalise(HtmlText.Of(heading));
        return scopes.Find(scope => heading.Ancestors().Contains(scope))
            ?? scopes.Find(scope => Microdata.Own(scope, "name").Select(Microdata.Value).FirstOrDefault() is { } own && TitleText.Normalise(own) == name);
    }
}
