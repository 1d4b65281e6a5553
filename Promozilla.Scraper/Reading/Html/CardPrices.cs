using System.Globalization;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Prices;

namespace Promozilla.Scraper.Reading;

/// <summary>The prices within one card or product box, told apart by what the shop calls the elements round them.</summary>
internal sealed partial class CardPrices(HtmlNode card)
{
    private const int MostAmounts = 300;

    private readonly List<(HtmlNode Node, bool IsMarked)> _nodes = [];

    public void Offer(HtmlNode node, bool isHidden)
    {
        if (_nodes.Count >= MostAmounts) return;
        if (HtmlText.Raw(node, "itemprop") is { } property && (HtmlText.HasToken(property, "price") || HtmlText.HasToken(property, "lowPrice"))) _nodes.Add((node, true));
        else if (!isHidden && MayHold(node)) _nodes.Add((node, false));
    }

    /// <summary>Called a price, or nothing but an amount with its sign: utility classes say nothing of what is inside.</summary>
    public static bool MayHold(HtmlNode node) =>
        PriceClasses.MayHoldPrice(node) || (node.Name is not ("option" or "label" or "a" or "li") && BareAmount().IsMatch(HtmlText.OwnText(node)) && !HasCents(node.NextSibling));

    // "€59" before a raised ",99" is half a price.
    private static bool HasCents(HtmlNode? next) =>
        next is not null && (next.NodeType == HtmlNodeType.Element ? next.Name == "sup" || Cents().IsMatch(next.InnerText) : Cents().IsMatch(next.InnerText) || (string.IsNullOrWhiteSpace(next.InnerText) && HasCents(next.NextSibling)));

    public void WriteTo(RawItem item)
    {
        var amounts = Amounts();
        var current = amounts.FindAll(a => a.Role == PriceClasses.Role.Current);
        var old = amounts.FindAll(a => a.Role == PriceClasses.Role.Old);
        // A price called "regular" alone in its card is simply the price.
        if (current.Count == 0 && old.Count > 0 && old.DistinctBy(a => a.Amount).Count() == 1 && !old.Exists(a => PriceClasses.IsStruckOut(a.Node, card))) (current, old) = (old, []);
        if (current.Count == 0) return;
        var chosen = current.Find(a => a.IsMarked);
        // Markup for machines that kept the price before the reduction.
        if (chosen.Node is not null && old.Exists(a => a.Amount == chosen.Amount) && current.Find(a => a.Amount < chosen.Amount && PriceClasses.IsPreferred(a.Node)) is { Node: not null } reduced) chosen = reduced;
        if (chosen.Node is null) chosen = current.Find(a => PriceClasses.IsPreferred(a.Node));
        if (chosen.Node is null) chosen = current[0];
        item.Set(Field.Price, Text(chosen.Amount), chosen.Source);
        if ((chosen.Currency ?? amounts.Find(a => a.Currency is not null).Currency) is { } currency) item.Set(Field.Currency, currency, chosen.Source);
        SetHigher(item, Field.OldPrice, old, chosen.Amount);
        // "De 59,99 € por 39,99 €" in one piece.
        if (FromTo().Match(HtmlText.OfPrice(chosen.Node)) is { Success: true } both && PriceText.Read(both.Groups[1].Value).Amount > chosen.Amount) item.Set(Field.OldPrice, both.Groups[1].Value, chosen.Source);
        SetHigher(item, Field.RecommendedPrice, amounts.FindAll(a => a.Role == PriceClasses.Role.Recommended), chosen.Amount);
        SetHigher(item, Field.LowestPrice, amounts.FindAll(a => a.Role == PriceClasses.Role.Lowest), chosen.Amount);
    }

    /// <summary>For a price known from elsewhere: the claim that stands beside the same amount in this box.</summary>
    public void WriteClaimsTo(RawItem item, decimal price)
    {
        var amounts = Amounts();
        if (!amounts.Exists(a => a.Role == PriceClasses.Role.Current && a.Amount == price)) return;
        SetHigher(item, Field.OldPrice, amounts.FindAll(a => a.Role == PriceClasses.Role.Old), price);
        SetHigher(item, Field.RecommendedPrice, amounts.FindAll(a => a.Role == PriceClasses.Role.Recommended), price);
        SetHigher(item, Field.LowestPrice, amounts.FindAll(a => a.Role == PriceClasses.Role.Lowest), price);
    }

    private static void SetHigher(RawItem item, string field, List<Found> found, decimal price)
    {
        var higher = found.Find(a => a.Amount > price);
        if (higher.Node is not null) item.Set(field, Text(higher.Amount), higher.Source);
    }

    private List<Found> Amounts()
    {
        var found = new List<Found>();
        var qualifying = new HashSet<HtmlNode>();
        // From the innermost out: an outer element keeps only what its inner prices left.
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            var (node, isMarked) = _nodes[i];
            var content = isMarked ? HtmlText.Attribute(node, "content") : node.Name != "input" ? HtmlText.Attribute(node, "content") : null;
            var text = content is { Length: > 0 } ? content : HtmlText.OfPrice(node, qualifying);
            if (text.Length is 0 or > 120) continue;
            var reading = content is { Length: > 0 } ? PriceText.ReadMachine(text) : PriceText.Read(text);
            if (reading.Amount is not > 0 || !(isMarked || content is not null || (reading.Currency is not null ? text.Any(char.IsAsciiDigit) : IsBare(text) && PriceClasses.IsCalledPrice(node)))) continue;
            var role = PriceClasses.Of(node, card, content is { Length: > 0 } ? text : Context(node, text));
            if (role == PriceClasses.Role.Old && node.ParentNode is { } parent && parent != card && PriceClasses.SaysRecommended(HtmlText.Of(parent))) role = PriceClasses.Role.Recommended;
            qualifying.Add(node);
            if (role == PriceClasses.Role.Other) continue;
            var source = $"{(isMarked ? "microdata" : "css")}:{Name(node)}{(content is null ? "" : "@content")}";
            var currency = reading.Currency ?? (content is null ? null : PriceText.Read(HtmlText.OfPrice(node)).Currency);
            found.Add(new(node, reading.Amount.Value, currency, role, isMarked, source));
        }

        found.Reverse();
        return found;
    }

    // "desde <b>19,99 €</b> por mês": the words round an amount say what it is, as long as they speak of no other.
    private string Context(HtmlNode node, string text)
    {
        if (node.ParentNode is not { } parent || node == card || parent == card) return text;
        var around = HtmlText.OfPrice(parent);
        return around.Length <= 90 && AnyAmount().Matches(around).Count(match => match.Value.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '.' or ',')) || Decimals().IsMatch(match.Value)) == 1 ? around : text;
    }

    // "59" beside a raised "99" is a part of a price; a price has its sign or its cents.
    private static bool IsBare(string text) => text.Length > 3 && char.IsAsciiDigit(text[0]) && ((char.IsAsciiDigit(text[^1]) && text[^3] is ',' or '.') || (text[^1] == '-' && text[^2] is ',' or '.' or '-'));

    private static string Name(HtmlNode node)
    {
        var name = HtmlText.Class(node).Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return name is null ? node.Name : $"{node.Name}.{name}";
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Found(HtmlNode Node, decimal Amount, string? Currency, PriceClasses.Role Role, bool IsMarked, string Source);

    [GeneratedRegex(@"^(?:de|antes|era|was)\b:?\s*((?:€\s?)?\d[\d., ]*€?)\s*(?:por|agora|now)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FromTo();

    [GeneratedRegex(@"^\s*[.,]?\d{2}(?:\s*€)?\s*$")]
    private static partial Regex Cents();

    [GeneratedRegex(@"(?:€|£|\$)?\s?\d+(?:[ .,]\d+)*\s?(?:€|£|zł|Kč|kr\b|EUR\b|lei\b|Ft\b)?")]
    private static partial Regex AnyAmount();

    [GeneratedRegex(@"[.,]\d{2}\s*$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^(?:€|EUR)?\s?\d{1,3}(?:[ .]?\d{3})*(?:[.,]\d{2})?\s?(?:€|EUR)?$(?<=€.*|EUR.*)")]
    private static partial Regex BareAmount();
}
