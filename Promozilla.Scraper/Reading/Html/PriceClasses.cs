using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>What the names that a shop gave its elements say about an amount inside them: current, struck through, recommended, or no price at all.</summary>
internal static partial class PriceClasses
{
    public enum Role
    {
        Current,
        Old,
        Recommended,
        Lowest,
        Other,
    }

    public static bool MayHoldPrice(HtmlNode node) => node.Name is "del" or "s" or "strike" or "ins" || PriceName().IsMatch(Names(node));

    /// <summary>Not just a "value" or an "amount", which may be of anything.</summary>
    public static bool IsCalledPrice(HtmlNode price)
    {
        var level = 0;
        for (var node = price; node is not null && level < 4; node = node.ParentNode, level++)
        {
            if (SurePriceName().IsMatch(Names(node))) return true;
        }

        return false;
    }

    public static bool IsPreferred(HtmlNode node) => Preferred().IsMatch(Names(node));

    /// <param name="text">The price's own, or what stands round it when it holds no other amount.</param>
    public static Role Of(HtmlNode price, HtmlNode card, string text)
    {
        var role = Role.Current;
        var level = 0;
        for (var node = price; node is not null && node != card && level < 6; node = node.ParentNode, level++)
        {
            var names = Names(node);
            if (NotAPrice().IsMatch(names) || (level == 0 && Reduction().IsMatch(names) && !Recommended().IsMatch(names))) return Role.Other;
            if (role != Role.Current) continue;
            if (Recommended().IsMatch(names)) role = Role.Recommended;
            else if (Lowest().IsMatch(names)) role = Role.Lowest;
            else if (node.Name is "del" or "s" or "strike" || Old().IsMatch(names) || IsStruck(node)) role = Role.Old;
        }

        if (OtherText().IsMatch(text)) return Role.Other;
        if (role is Role.Old or Role.Current && RecommendedText().IsMatch(text)) return Role.Recommended;
        if (role is Role.Old or Role.Current && LowestText().IsMatch(text)) return Role.Lowest;
        if (role == Role.Current && OldText().IsMatch(text)) return Role.Old;
        return role;
    }

    /// <summary>A recommended price is often only marked by a label within the struck-through block.</summary>
    public static bool SaysRecommended(string text) => RecommendedText().IsMatch(text);

    /// <summary>Crossed out: what it cost once, whatever it costs now.</summary>
    public static bool IsStruckOut(HtmlNode price, HtmlNode card)
    {
        var level = 0;
        for (var node = price; node is not null && node != card && level < 4; node = node.ParentNode, level++)
        {
            if (node.Name is "del" or "s" or "strike" || IsStruck(node)) return true;
        }

        return price.Descendants().Any(inner => inner.Name is "del" or "s" or "strike");
    }

    private static bool IsStruck(HtmlNode node) => (HtmlText.Raw(node, "style") ?? "").Contains("line-through", StringComparison.OrdinalIgnoreCase);

    private static string Names(HtmlNode node)
    {
        if (!node.HasAttributes) return "";
        var id = node.Attributes["id"]?.Value is { Length: < 500 } given ? given : null;
        var test = node.Attributes["data-testid"]?.Value ?? node.Attributes["data-test"]?.Value ?? node.Attributes["data-price-type"]?.Value;
        var name = HtmlText.Class(node);
        return id is null && test is null ? name : $"{name} {id} {test}";
    }

    [GeneratedRegex(@"price|preco|preço|prezzo|prix|precio|preis|amount|(?:^|[\s_-])valor|pvp|\bcost\b|sales|\bvalue\b|desconto_valor", RegexOptions.IgnoreCase)]
    private static partial Regex PriceName();

    [GeneratedRegex(@"price|preco|preço|prezzo|prix|precio|preis|pvp", RegexOptions.IgnoreCase)]
    private static partial Regex SurePriceName();

    [GeneratedRegex(@"sale[-_]?price|price[-_]*(?:item--)?sale|special|current|final|actual|price[-_]?now|price[-_]?new|new[-_]?price|promo(?:tional|cional)?[-_]?price|user-?price|price--primary|\bsales\b|our[-_]?price|price[-_]to[-_]pay", RegexOptions.IgnoreCase)]
    private static partial Regex Preferred();

    [GeneratedRegex(@"(?:^|[\s_-])(?:old|was|before|antes|anterior|original|strike|striked|strikethrough|crossed|previous|compare|stroke|tachado|riscado|cortado|rrp|initial)(?:$|[\s_-])|old-?price|oldprice|initialprice|regular[-_]?price|price[\w-]*regular|(?:^|\s)regular(?:$|\s)|wasprice|listprice|list-price|price-?list(?:$|\s)|price--old|price--was|-old\b|strike-?through|line-through|compare-?at|desconto_valor|price-standard|full-?price|base-?price", RegexOptions.IgnoreCase)]
    private static partial Regex Old();

    [GeneratedRegex(@"pvpr|\brrp\b|msrp|\buvp\b|recommended|recomendad", RegexOptions.IgnoreCase)]
    private static partial Regex Recommended();

    [GeneratedRegex(@"omnibus|lowest|30-?(?:dias|days)|menor-?preco", RegexOptions.IgnoreCase)]
    private static partial Regex Lowest();

    [GeneratedRegex(@"unit|per-?(?:unit|kg|item|month|liter|litre)|perunit|installment|instalment|parcel|prestac|mensal|month|coupon|cup[aã]o|promo-?_?code|voucher|(?<!and-)shipping|delivery|portes|financ|klarna|cashback|trade-?in|retoma|deposit|points|pontos|filter|slider|range-|minicart|mini-cart|cart-total|subtotal|warranty|garantia|accessor(?:y|ies)-price|from-other|bundle-extra|tax-?rate|eco-?tax|ecotax", RegexOptions.IgnoreCase)]
    private static partial Regex NotAPrice();

    [GeneratedRegex(@"discount-?(?:amount|percent|value|badge|label|flag)|(?:^|\s|_)discount(?:$|\s)|percent|saving|(?:^|[\s_-])sav(?:e|ed)(?:$|[\s_-])|poupa|sale-label|symbol", RegexOptions.IgnoreCase)]
    private static partial Regex Reduction();

    [GeneratedRegex(@"/\s?(?:kg|l|mês|mes|month|mo)\b|por m[eê]s|per month|(?:\b|\d)x\s?(?:de\s)?\d|\d+\s(?:vezes|parcelas|presta)|mensais|presta[çc]|poup(?:a|e|ança)|\bsave\b|desconto de|cup[ãa]o|com (?:o )?c[óo]digo|portes|c[óo]digo promo|sem juros|entrega|\bs/\s?iva|\b(?:sem|sin|senza) iva|\biva (?:esclusa|no incl|não incl|exclu)|\b(?:ex|excl?|exc|excluding|without|before|plus|\+)\.?\s?(?:iva|vat|tax|tva|btw|mwst|moms)\b|\+\s?iva|\b(?:brez|bez|sans|hors|zzgl|ohne|uden|utan|exkl)\.? (?:ddv|dph|pdv|tva|taxes?|mwst|moms|steuer)|\bnetto\b|\bHT\b|retoma|\bganha\b|acumula|em cart[ãa]o|pre[çc]o (?:com )?cart[ãa]o|em tal[ãa]o|cashback|garantia|seguro", RegexOptions.IgnoreCase)]
    private static partial Regex OtherText();

    [GeneratedRegex(@"pvpr|p\.v\.p\.r|recomendad|\bmsrp\b|\brrp\b|\buvp\b", RegexOptions.IgnoreCase)]
    private static partial Regex RecommendedText();

    [GeneratedRegex(@"mais baixo|menor pre[çc]o|30 dias|last 30 days|lowest|30 tage", RegexOptions.IgnoreCase)]
    private static partial Regex LowestText();

    [GeneratedRegex(@"^(?:antes|era|was|de|pre[çc]o (?:antigo|normal|anterior)|statt|regular price|pvp anterior)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OldText();
}
