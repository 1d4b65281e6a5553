using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>What a card or product box shows about stock and condition. A visible "esgotado" beats what the markup says to machines.</summary>
/// <param name="isBox">A product page's box holds more than its product's stock: pick-up points, a chat, sizes.</param>
internal sealed partial class CardStock(HtmlNode card, bool isBox)
{
    private const int LongestSentence = 90;

    private (string? Word, string? Source) _visible;
    private (string? Word, string? Source) _fromClass;
    private string? _marked;
    private string? _fromButton;
    private string? _disabledButton;
    private bool _hasChoices;
    private string? _condition;

    public void Offer(HtmlNode node, bool isHidden)
    {
        if (isHidden) return;
        if (HtmlText.HasOwnLetters(node) && HtmlText.OwnText(node) is { Length: > 5 and < LongestSentence } own && !IsChoice(node))
        {
            if (SoldOutSentence().IsMatch(own) && !IsElsewhere(node, own)) Say(Availability.OutOfStock, $"css:{node.Name}");
            else if (Labelled().Match(own) is { Success: true } labelled && AvailabilityText.Read(labelled.Groups[1].Value) is { } word) Say(word, $"css:{node.Name}");
        }


        if (!node.HasAttributes && node.Name != "button") return;
        var property = HtmlText.Raw(node, "itemprop");
        var isMarked = property is not null && HtmlText.HasToken(property, "availability");
        if (isMarked) _marked ??= AvailabilityText.Read(Microdata.Value(node));
        if (property is not null && HtmlText.HasToken(property, "itemCondition")) _condition ??= Microdata.Value(node);
        var names = HtmlText.Names(node);
        var isCart = names.Length > 0 && CartName().IsMatch(names);
        var isButton = node.Name == "button" || isCart || HtmlText.Raw(node, "data-add2cart") is not null || (node.Name == "input" && HtmlText.Raw(node, "type") is "submit" or "button");
        _hasChoices |= isBox && IsChoice(node);
        if (node == card || names.Length > 0 || isButton) Classes(node, names, isCart, isButton);
        if (node == card || IsChoice(node) || !(isButton || isMarked || StockName().IsMatch(names))) return;
        Words(node, names, isButton, isMarked);
    }

    public void WriteTo(RawItem item)
    {
        item.Set(Field.Condition, _condition, "css:flag");
        // Many shops only let their button be pressed when a size is chosen.
        if (_disabledButton is not null && _fromButton is null && !_hasChoices) _fromClass = (Availability.OutOfStock, _disabledButton);
        var marked = _marked ?? AvailabilityText.Read(item[Field.Availability]);
        var (word, source) = (_visible.Word, marked, _fromClass.Word) switch
        {
            (Availability.PreOrder, _, _) => _visible,
            (Availability.OutOfStock, _, _) => marked == Availability.PreOrder ? (marked, "microdata:availability") : _visible,
            (_, Availability.PreOrder or Availability.OutOfStock, _) => (marked, "microdata:availability"),
            (not null, _, _) => _visible,
            (_, _, Availability.OutOfStock) => _fromClass,
            (_, not null, _) => (marked, "microdata:availability"),
            (_, _, not null) => _fromClass,
            _ => (_fromButton, "css:button"),
        };
        if (word is null) return;
        item.Replace(Field.Availability, word, item[Field.Availability] is not null && AvailabilityText.Read(item[Field.Availability]) == word ? item.Source(Field.Availability)! : source!);
    }

    private void Words(HtmlNode node, string names, bool isButton, bool isMarked)
    {
        var text = HtmlText.Of(node);
        if (text.Length is 0 or > 100 || !text.Any(char.IsLetter)) return;
        if (AvailabilityText.Read(text) is { } said && !(isButton && said == Availability.InStock) && !(said == Availability.OutOfStock && !isMarked && IsElsewhere(node, text))) Say(said, $"css:{node.Name}.{names.Split(' ')[0]}");
        if (_condition is null && ConditionText.Read(text) is { } condition and not Condition.New && !OffersBoth(isButton)) _condition = condition;
    }

    private void Classes(HtmlNode node, string names, bool isCart, bool isButton)
    {
        var isDisabled = isButton && (HtmlText.Raw(node, "disabled") is not null || HtmlText.HasToken(names, "disabled"));
        var says = isButton ? HtmlText.Of(node) : "";
        if (isButton && says.Length == 0) says = HtmlText.Attribute(node, "value") ?? "";
        // A minus beside the quantity and an arrow beside the pictures are buttons too.
        var isBuy = isButton && (isCart || BuyText().IsMatch(says));
        if (isBuy && isDisabled) _disabledButton ??= $"css:{node.Name}@disabled";
        else if (isBuy && BuyText().IsMatch(says)) _fromButton ??= Availability.InStock;
        var isOwn = node == card || !isBox || isCart;
        if (isOwn && GoneName().IsMatch(names) && (node == card || HtmlText.Of(node).Length is 0 or > 100)) _fromClass = (Availability.OutOfStock, $"css:{node.Name}@class");
        else if (_fromClass.Word is null && (HtmlText.HasToken(names, "instock") || HtmlText.HasToken(names, "in-stock"))) _fromClass = (Availability.InStock, $"css:{node.Name}@class");
    }

    private void Say(string word, string source)
    {
        // The more careful word stands: one flag "Em stock na loja" does not undo "Esgotado".
        if (_visible.Word is not null && (_visible.Word == Availability.PreOrder || word == Availability.InStock)) return;
        _visible = (word, source);
    }

    // "Esgotado na loja de Faro", "chat is unavailable": not what the product's own stock is.
    private static bool IsElsewhere(HtmlNode node, string text)
    {
        if (ElsewhereText().IsMatch(text)) return true;
        for (var (current, level) = (node, 0); current is not null && level < 3; current = current.ParentNode, level++)
        {
            if (ElsewhereName().IsMatch(HtmlText.Names(current))) return true;
        }

        return false;
    }

    private static bool IsChoice(HtmlNode node) =>
        node.Name is "option" or "select" || (node.Name == "input" && HtmlText.Raw(node, "type") == "radio") || ChoiceName().IsMatch(HtmlText.Class(node));

    private bool OffersBoth(bool isButton) => isButton && BothText().IsMatch(HtmlText.Of(card));

    /// <summary>Hidden by its own or an ancestor's style; what is only hidden on some screens is not.</summary>
    internal static bool IsHidden(HtmlNode node)
    {
        HtmlNode? current = node;
        for (var level = 0; current is not null && level < 6; current = current.ParentNode, level++)
        {
            if (IsHiddenItself(current)) return true;
        }

        return false;
    }

    internal static bool IsHiddenItself(HtmlNode node)
    {
        if (!node.HasAttributes) return false;
        if (HtmlText.Raw(node, "hidden") is not null) return true;
        if (HtmlText.Raw(node, "style") is { } style && HiddenStyle().IsMatch(style)) return true;
        var names = HtmlText.Class(node);
        if (names.Length < 6) return false;
        if (HtmlText.HasToken(names, "invisible") || HtmlText.HasToken(names, "visually-hidden")) return true;
        return (HtmlText.HasToken(names, "hidden") || HtmlText.HasToken(names, "d-none")) && !ShownOnSomeScreens().IsMatch(names);
    }

    [GeneratedRegex(@"stock|avail|dispon|esgot|sold|pre-?(?:sale|order|venda)|flag|label|badge|ribbon|status|sticker|inventory|presale", RegexOptions.IgnoreCase)]
    private static partial Regex StockName();

    [GeneratedRegex(@"^(?:(?:este |o )?(?:produto|artigo|jogo|item) ?)?(?:est[áa] |encontra-se |de momento |atualmente )?(?:temporariamente |de momento )?(?:esgotado|indispon[íi]vel|sem stock|n[ãa]o dispon[íi]vel|sold out|out of stock)(?: de momento| temporariamente)?[.!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex SoldOutSentence();

    [GeneratedRegex(@"^(?:disponibilidad[e]?|availability|stock|exist[êe]ncias|verf[üu]gbarkeit|disponibilit[ée]|disponibilit[àa]|dost[ęe]pno[śs][ćc]|dostupnost)\s*:\s*(.{2,60})$", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"add[-_]?to[-_]?(?:cart|basket|bag)|addtocart|btn-cart|buy-?(?:now|button)|botoes__bt_texto|cart-button|tocart", RegexOptions.IgnoreCase)]
    private static partial Regex CartName();

    [GeneratedRegex(@"out[-_]?of[-_]?stock|sold[-_]?out|(?:^|[\s_-])esgotado|unavailab|no-stock|nostock", RegexOptions.IgnoreCase)]
    private static partial Regex GoneName();

    [GeneratedRegex(@"adicionar|comprar|carrinho|cesto|encomendar|add to|\bbuy\b|warenkorb|in den|ajouter|acheter|a[ñn]adir|compra|aggiungi|acquista|do koszyka|do ko[šs][íi]ka|kup teraz|l[æa]gg? i (?:kurv|varukorg)|k[øo]p\b|in (?:de )?winkel|bestellen|adaug[ăa]", RegexOptions.IgnoreCase)]
    private static partial Regex BuyText();

    [GeneratedRegex(@"comprar novo[\s\S]*comprar usado|comprar usado[\s\S]*comprar novo", RegexOptions.IgnoreCase)]
    private static partial Regex BothText();

    [GeneratedRegex(@"\bchat\b|\bloja (?:de|d[oa]|f[íi]sica)|\b(?:nesta|nas|na) lojas?\b(?! online)|\bin stores?\b|click (?:and|&) collect|\bpick-?up\b|recolha|levantamento|postcode|\bavaliaç|\breviews?\b", RegexOptions.IgnoreCase)]
    private static partial Regex ElsewhereText();

    [GeneratedRegex(@"(?:^|[\s_-])(?:stores?|lojas?|tiendas?|filial\w*|retiro|collect|chat|delivery|shipping|entregas?)(?:$|[\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex ElsewhereName();

    [GeneratedRegex(@"swatch|variant|variation|(?:^|[\s_-])(?:sizes?|colou?rs?|options?|tamanhos?|cor)(?:$|[\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex ChoiceName();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"(?:^|\s)(?:\w+:(?:block|flex|inline|grid|table|contents)|d-(?:sm|md|lg|xl|xxl)-(?!none))", RegexOptions.IgnoreCase)]
    private static partial Regex ShownOnSomeScreens();
}
