using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Titles;

/// <summary>What an accessory is, as far as shoppers look for it: a controller, a headset, or (null) anything else. What a thing is for does not count: "Capa Comando" is a cover, "Headset Stand" a stand.</summary>
public static partial class HardwareText
{
    public const string Controller = "controller";
    public const string Headset = "headset";

    public static string? Read(string title)
    {
        // After " + " come extras, and what stands in brackets describes.
        var main = TitleText.Plain(title).Split(" + ", 2)[0];
        var first = Nouns().Match(main);
        if (!first.Success || (!first.Groups[1].Success && !first.Groups[2].Success)) return null;
        var last = first;
        // "DualSense Edge Controller Case": as long as controllers follow one another the last one has the tail.
        for (var next = first; next.Success && (next.Groups[1].Success || next.Groups[2].Success); next = next.NextMatch()) last = next;
        for (var noun = first; noun.Success && noun.Index <= last.Index; noun = noun.NextMatch())
        {
            if (Tail().IsMatch(main[(noun.Index + noun.Length)..])) return null;
        }

        return first.Groups[1].Success ? Controller : Headset;
    }

    [GeneratedRegex($@"(?<!\bpara |\bfor |\bp/)\b(?:({HardwareWords.Controllers})|({HardwareWords.Headsets})|(?:{HardwareWords.Surely}|{HardwareWords.First}|{HardwareWords.Tails}))(?!\w)")]
    private static partial Regex Nouns();

    // Up to two words without a mark between them: what is set apart by a dash or a bracket belongs to something else.
    [GeneratedRegex($@"^(?:\s+(?!(?:com|with|c|e|and|para|for)\b)[\w.']+){{0,3}}?\s+(?:{HardwareWords.Tails})\b")]
    private static partial Regex Tail();
}
