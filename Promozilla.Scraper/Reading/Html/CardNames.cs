using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>The name of a card's product: lists cut it ("Treasures of the..."), the title or alt text often has it whole.</summary>
internal sealed partial class CardNames
{
    private const int MostNames = 300;

    private readonly List<(int Rank, string Text, string Source)> _names = [];

    public void Offer(HtmlNode node)
    {
        var property = HtmlText.Raw(node, "itemprop");
        if (property is not null && HtmlText.HasToken(property, "name")) Add(0, Microdata.Value(node), "microdata:name");
        if (node.Name.Length == 2 && node.Name[0] == 'h' && char.IsAsciiDigit(node.Name[1])) Add(node.Name == "h1" ? 1 : 2, HtmlText.Of(node), $"css:{node.Name}");
        var names = HtmlText.Class(node);
        if (names.Length > 0 && node.Name is not ("script" or "ul" or "form") && NameName().IsMatch(names) && !NotAName().IsMatch(names)) Add(3, HtmlText.Of(node), $"css:{node.Name}.{names.Split(' ')[0]}");
        if (node.Name == "a" && HtmlText.Attribute(node, "href") is { } href && !CardReader.NotAProduct().IsMatch(href))
        {
            Add(4, HtmlText.Attribute(node, "title"), "css:a@title");
            Add(6, HtmlText.Of(node), "css:a");
        }

        if (node.Name == "img") Add(5, HtmlText.Attribute(node, "alt"), "css:img@alt");
    }

    public void WriteTo(RawItem item)
    {
        if (_names.Count == 0) return;
        var best = _names.MinBy(name => name.Rank);
        var title = _names.FindAll(name => name.Rank is 4 or 6 && name.Text.Length > 7 && !name.Text.EndsWith("...", StringComparison.Ordinal)).OrderBy(name => name.Rank).FirstOrDefault();
        // The element may hold the name twice, whole and cut, or a description after it; the link has it once.
        if ((best.Rank >= 2 || title.Rank == 4) && title.Text is not null && title.Text != best.Text && best.Text.StartsWith(title.Text, StringComparison.OrdinalIgnoreCase)) best = title;
        var stem = best.Text.TrimEnd('.', '…', ' ');
        if (stem.Length < best.Text.Length)
        {
            var whole = _names.FindAll(name => name.Text.Length > stem.Length && name.Text.StartsWith(stem, StringComparison.OrdinalIgnoreCase) && !name.Text.EndsWith("...", StringComparison.Ordinal) && !name.Text.EndsWith('…')).OrderBy(name => name.Rank).FirstOrDefault();
            if (whole.Text is not null) best = whole;
        }

        item.Set(Field.Name, best.Text, best.Source);
    }

    private void Add(int rank, string? text, string source)
    {
        if (_names.Count >= MostNames || text is not { Length: >= 3 and <= 300 } || !text.Any(char.IsLetter) || Action().IsMatch(text)) return;
        _names.Add((rank, text, source));
    }

    [GeneratedRegex(@"(?:product|item|card|produto|article|prod)[-_]*(?:name|title|titulo|nome|heading)|(?:^|\s)(?:name|title|designation|titulo|nome|list-name|productlist__link)(?:$|\s)|(?:^|[\s_-])title(?:$|\s)|__(?:name|title)|tile--description|tile__name|listing-title|product-?link", RegexOptions.IgnoreCase)]
    private static partial Regex NameName();

    [GeneratedRegex(@"brand|seller|category|vendor|subtitle|store|manufacturer", RegexOptions.IgnoreCase)]
    private static partial Regex NotAName();

    [GeneratedRegex(@"^(?:(?:comprar|adicionar|add|buy|ver|ajouter|a[ñn]adir)(?: (?:agora|j[áa]|ao?s?|à|to|now|mais|o|os|produto|detalhes|op[çc][õo]es|carrinho|cesto|cart|basket|favoritos|wishlist|comparar|lista|de|desejos|au|panier|al|carrito)){0,4}|quick ?view|vista r[áa]pida|novo|novidade|new|sale|promo[çc][ãa]o|oferta|esgotado|em stock|detalhes|wishlist|favoritos|[-–]?\d+\s?%.{0,20})[!.]?$|^.{0,40}\d[.,]\d{2}\s?€", RegexOptions.IgnoreCase)]
    private static partial Regex Action();
}
