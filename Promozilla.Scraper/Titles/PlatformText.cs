using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>
/// Which machine an item is for. "Switch 2" is looked for before "Switch"; "Nintendo Switch 2 Edition" names the platform, not an edition. Other makers' machines
/// are told apart too, so that a mixed shelf's goods stay out.
/// </summary>
public static partial class PlatformText
{
    /// <summary>The platform that the store's category, else the title names; null when neither does. Words are those of Platform, or ps5, ps4, xbox_series, xbox_one, pc and so on.</summary>
    public static string? Read(string? title, string? category = null)
    {
        var named = Detect(title);
        var shelf = category is null or "" ? null : category is Platform.Switch or Platform.Switch2 or Platform.Both ? category : Detect(category);
        if (shelf is null) return named;
        // A newer machine in the name of an item on the older one's shelf is that item's own word.
        if (shelf == "xbox_one" && named == "xbox_series") return named;
        // A cover that fits both machines stands on either shelf.
        return named == Platform.Both && shelf is Platform.Switch or Platform.Switch2 ? named : shelf;
    }

    /// <summary>The contract's word: everything that is not Nintendo's is other.</summary>
    public static string ToVocabulary(string? platform) => platform is Platform.Switch or Platform.Switch2 or Platform.Both ? platform : Platform.Other;

    private static string? Detect(string? text)
    {
        if (text is null) return null;
        var plain = OwnNames().Replace(TitleText.Plain(text), " ");
        var second = SwitchTwo().IsMatch(plain);
        var first = SwitchOne().IsMatch(SwitchTwo().Replace(plain, " "));
        if (second && first) return Platform.Both;
        if (second) return Platform.Switch2;
        if (first && !OtherSwitch().IsMatch(plain)) return Platform.Switch;
        if (Ps5().IsMatch(plain) && !Ps4().IsMatch(plain)) return "ps5";
        if (Ps4().IsMatch(plain)) return "ps4";
        if (XboxSeries().IsMatch(plain)) return "xbox_series";
        if (XboxOne().IsMatch(plain)) return "xbox_one";
        if (Older().Match(plain) is { Success: true } older) return older.Value.Replace(" ", "", StringComparison.Ordinal);
        if (Pc().IsMatch(plain)) return "pc";
        if (OwnNames().Match(TitleText.Plain(text)) is { Success: true } own) return own.Value.Contains("switch 2", StringComparison.Ordinal) ? Platform.Switch2 : Platform.Switch;
        // Nintendo's own things that name no machine.
        if (OfSwitchTwo().IsMatch(plain)) return Platform.Switch2;
        return OfSwitch().IsMatch(plain) ? Platform.Switch : Amiibo().IsMatch(plain) ? Platform.Both : null;
    }

    // Games that have the machine's name in their own.
    [GeneratedRegex(@"nintendo switch sports|\b1[- ]?2[- ]?switch\b|switch 2 welcome tour")]
    internal static partial Regex OwnNames();

    [GeneratedRegex(@"\b(?:nintendo[\s-]*)?switch[\s-]*(?:2\b|ii\b|two\b)|\bns ?2\b|\bnsw ?2\b|\bswitch2\b")]
    internal static partial Regex SwitchTwo();

    [GeneratedRegex(@"\b(?:nintendo[\s-]*)?switch\b|\bnsw\b|\bn\.?\s?switch\b|\bns\b(?= *$)")]
    internal static partial Regex SwitchOne();

    // A keyboard's switches, a network's switch.
    [GeneratedRegex(@"(?:teclado|keyboard)(?!.*\bnintendo\b)|\b(?:kvm|gigabit|poe|ethernet|tp-link|netgear|d-link)\b(?!.*\bnintendo\b)|switch (?:de rede|kvm|\d+ portas)")]
    private static partial Regex OtherSwitch();

    [GeneratedRegex(@"joy-?\s?con ?2\b|micro\s?sd express")]
    private static partial Regex OfSwitchTwo();

    [GeneratedRegex(@"joy-?\s?cons?\b|\bring fit\b|nintendo labo")]
    private static partial Regex OfSwitch();

    [GeneratedRegex(@"\bamiibo\b")]
    private static partial Regex Amiibo();

    [GeneratedRegex(@"\bps ?5\b|playstation ?5|\bdualsense\b|playstation vr2|\bps ?vr ?2\b")]
    private static partial Regex Ps5();

    [GeneratedRegex(@"\bps ?4\b|playstation ?4|dualshock ?4")]
    private static partial Regex Ps4();

    [GeneratedRegex(@"xbox series|\bx ?\| ?s\b|\bseries (?:x|s)\b|\bxs[xs]\b|\bxbs\b|\bx/s\b|\bseries [xs][/|][xs]\b")]
    private static partial Regex XboxSeries();

    [GeneratedRegex(@"xbox ?one|\bxbox\b(?! ?360)|\bxone\b|\bxb(?:1|one)\b")]
    private static partial Regex XboxOne();

    [GeneratedRegex(@"\bps ?[1-3]\b|\bps ?vita\b|\bpsp\b|xbox ?360|\bwii ?u\b|\bwii\b|\b(?:new )?3ds\b|\b2ds\b|\bnds\b|\bgame ?cube\b|\bgame ?boy(?: advance| color)?\b|\bgba\b|\bnintendo 64\b|\bn64\b|\bsnes\b|\bnintendo ds\b|\bdreamcast\b|\bmega drive\b|\bsteam deck\b")]
    private static partial Regex Older();

    [GeneratedRegex(@"\bpc\b|\bsteam\b|\bwindows\b")]
    private static partial Regex Pc();
}
