using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>What a title, a flag or a button says about the item's condition. Null: nothing; most shops only name it when it is not new.</summary>
public static partial class ConditionText
{
    public static string? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        // Outlet and refurbished before used and new: shops write "Outlet Grade A NewCondition" and "usado recondicionado".
        if (Outlet().IsMatch(text)) return Condition.Outlet;
        if (Refurbished().IsMatch(text)) return Condition.Refurbished;
        if (Used().IsMatch(text)) return Condition.Used;
        return New().IsMatch(text) ? Condition.New : null;
    }

    [GeneratedRegex(@"\boutlet\b|caixa aberta|open.?box|grade [a-d]\b|artigo de exposi[çc][ãa]o|(?:embalagem|caixa) (?:danificada|aberta)|damaged(?:condition| box)|\bex-?(?:exposi[çc][ãa]o|expositor|demo)\b|devolu[çc][ãa]o de cliente|caja abierta", RegexOptions.IgnoreCase)]
    internal static partial Regex Outlet();

    [GeneratedRegex(@"refurbished|recondicionad[oa]|reacondicionad[oa]|renewed|remanufaturad[oa]|restaurad[oa]|recondition[ée]|\bretomad[oa]\b|generalüberholt", RegexOptions.IgnoreCase)]
    internal static partial Regex Refurbished();

    [GeneratedRegex(@"\busad[oa]s?\b|semi.?nov[oa]s?\b|segunda m[ãa]o|2\.?\s?[ªa] m[ãa]o|segunda mano|como novo|usedcondition|\bpre-?owned\b|second.?hand|^used$|\bcomprar usado\b|gebraucht|d'occasion|\boccasion\b", RegexOptions.IgnoreCase)]
    internal static partial Regex Used();

    [GeneratedRegex(@"newcondition|^(?:new|novo|nova)$|\bcomprar novo\b", RegexOptions.IgnoreCase)]
    private static partial Regex New();
}
