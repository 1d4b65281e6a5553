using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>What a card or product box shows about stock and condition. A visible "esgotado" beats what the markup says to machines.</summary>
internal sealed partial class CardStock
{
    private string? _visible;
    private string? _visibleSource;
    private string? _marked;
    private string? _fromClass;
    private string? _fromButton;
    private string? _condition;

    public void Offer(HtmlNode node, HtmlNode card)
    {
        if (SoldOutSentence().IsMatch(HtmlText.OwnText(node)) && !IsHidden(node)) Say(Availability.OutOfStock, $"css:{node.Name}");
        if (IsHidden(node)) return;
        var property = node.Attributes["itemprop"]?.Value;
        if (property is not null && HtmlText.HasToken(property, "availability")) _marked ??= AvailabilityText.Read(Microdata.Value(node));
        if (property is not null && HtmlText.HasToken(property, "itemCondition")) _condition ??= Microdata.Value(node);
        var names = HtmlText.Class(node);
        var isButton = node.Name == "button" || CartName().IsMatch(names) || node.Attributes["data-add2cart"] is not null;
        if (node == card || names.Length > 0 || isButton) Classes(node, names, isButton, node == card);
        if (node == card || (!isButton && !StockName().IsMatch(names) && (property is null || !HtmlText.HasToken(property, "availability")))) return;
        var text = HtmlText.Of(node);
        if (text.Length is 0 or > 100) return;
        if (AvailabilityText.Read(text) is { } said && !(isButton && said == Availability.InStock)) Say(said, $"css:{node.Name}.{names.Split(' ')[0]}");
        if (ConditionText.Read(text) is { } condition and not Condition.New && _condition is null && !OffersBoth(card, isButton)) _condition = condition;
    }

    public void WriteTo(RawItem item)
    {
        item.Set(Field.Condition, _condition, "css:flag");
        var marked = _marked ?? AvailabilityText.Read(item[Field.Availability]);
        var (word, source) = (_visible, marked, _fromClass) switch
        {
            (Availability.PreOrder, _, _) => (_visible, _visibleSource),
            (Availability.OutOfStock, _, _) => marked == Availability.PreOrder ? (marked, "microdata:availability") : (_visible, _visibleSource),
            (_, Availability.PreOrder or Availability.OutOfStock, _) => (marked, "microdata:availability"),
            (not null, _, _) => (_visible, _visibleSource),
            (_, _, Availability.OutOfStock) => (_fromClass, "css:class"),
            (_, not null, _) => (marked, "microdata:availability"),
            (_, _, not null) => (_fromClass, "css:class"),
            _ => (_fromButton, "css:button"),
        };
        if (word is null) return;
        item.Replace(Field.Availability, word, item[Field.Availability] is not null && AvailabilityText.Read(item[Field.Availability]) == word ? item.Source(Field.Availability)! : source!);
    }

    private void Classes(HtmlNode node, string names, bool isButton, bool isCard)
    {
        var isDisabled = isButton && (node.Attributes["disabled"] is not null || HtmlText.HasToken(names, "disabled"));
        if (isDisabled || (GoneName().IsMatch(names) && (isCard || HtmlText.Of(node).Length is 0 or > 100))) _fromClass = Availability.OutOfStock;
        else if (HtmlText.HasToken(names, "instock") || HtmlText.HasToken(names, "in-stock")) _fromClass ??= Availability.InStock;
        if (isButton && !isDisabled && BuyText().IsMatch(HtmlText.Of(node))) _fromButton ??= Availability.InStock;
    }

    private void Say(string word, string source)
    {
        // The more careful word stands: one flag "Em stock na loja" does not undo "Esgotado".
        if (_visible is not null && (_visible == Availability.PreOrder || word == Availability.InStock)) return;
        (_visible, _visibleSource) = (word, source);
    }

    private static bool OffersBoth(HtmlNode card, bool isButton) => isButton && BothText().IsMatch(HtmlText.Of(card));

    internal static bool IsHidden(HtmlNode node)
    {
        HtmlNode? current = node;
        for (var level = 0; current is not null && level < 4; current = current.ParentNode, level++)
        {
            if (current.Attributes["hidden"] is not null) return true;
            var style = current.Attributes["style"]?.Value;
            if (style is not null && HiddenStyle().IsMatch(style)) return true;
            var names = HtmlText.Class(current);
            if (HtmlText.HasToken(names, "hidden") || HtmlText.HasToken(names, "invisible") || HtmlText.HasToken(names, "visually-hidden")) return true;
        }

        return false;
    }

    [GeneratedRegex(@"stock|avail|dispon|esgot|sold|pre-?(?:sale|order|venda)|flag|label|badge|ribbon|status|sticker|inventory|presale", RegexOptions.IgnoreCase)]
    private static partial Regex StockName();

    [GeneratedRegex(@"^(?:(?:este |o )?(?:produto|artigo|jogo|item) ?)?(?:est[áa] |encontra-se |de momento |atualmente )?(?:temporariamente |de momento )?(?:esgotado|indispon[íi]vel|sem stock|n[ãa]o dispon[íi]vel|sold out|out of stock)(?: de momento| temporariamente)?[.!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex SoldOutSentence();

    [GeneratedRegex(@"add[-_]?to[-_]?(?:cart|basket|bag)|addtocart|btn-cart|buy-?(?:now|button)|botoes__bt_texto|cart-button", RegexOptions.IgnoreCase)]
    private static partial Regex CartName();

    [GeneratedRegex(@"out[-_]?of[-_]?stock|sold[-_]?out|(?:^|[\s_-])esgotado|unavailab|no-stock|nostock", RegexOptions.IgnoreCase)]
    private static partial Regex GoneName();

    [GeneratedRegex(@"adicionar|comprar|carrinho|add to|buy|cesto|warenkorb|in den|ajouter|a[ñn]adir|compra", RegexOptions.IgnoreCase)]
    private static partial Regex BuyText();

    [GeneratedRegex(@"comprar novo[\s\S]*comprar usado|comprar usado[\s\S]*comprar novo", RegexOptions.IgnoreCase)]
    private static partial Regex BothText();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();
}
