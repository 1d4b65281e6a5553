using System.Text;
using Promozilla.Data.People;
using Promozilla.Data.Prices;

namespace Promozilla.Worker.Alerts;

public sealed record MailContent(string Subject, string Text, string Html, string UnsubscribeUrl);

/// <summary>A digest as a mail: the text part is complete by itself, the HTML part needs nothing from anywhere.</summary>
public sealed class DigestMail
{
    public MailContent Render(Digest digest)
    {
        var texts = new DigestTexts(digest.Language, digest.Market);
        var unsubscribe = digest.Market.Address($"/u/{digest.UnsubscribeToken}");
        return new MailContent(
            Subject(digest, texts), Text(digest, texts, unsubscribe), DigestHtml.Of(digest, texts, unsubscribe), unsubscribe);
    }

    /// <summary>The verdict with its sum, in words that stay neutral.</summary>
    internal static string Verdict(DigestLine line, DigestTexts texts) => line.Verdict switch
    {
        Verdicts.Verified => texts.Of("Verified", texts.Money(line.Reference), texts.Percent(line.RealPercent)),
        Verdicts.Inflated => texts.Of(
            "Inflated", texts.Percent(line.ClaimedPercent), texts.Money(line.Reference), texts.Percent(line.RealPercent)),
        Verdicts.NotJudged => texts["NotJudged"],
        "" => "",
        _ => texts["NoData"],
    };

    internal static string Intro(Digest digest, DigestTexts texts) =>
        (digest.Lines.Count, digest.Lines.All(line => line.IsFall)) switch
        {
            (1, true) => texts["IntroOne"],
            (var count, true) => texts.Of("IntroMany", count),
            (1, false) => texts["IntroNewsOne"],
            var (count, _) => texts.Of("IntroNewsMany", count),
        };

    private static string Subject(Digest digest, DigestTexts texts)
    {
        var first = digest.Lines[0];
        var title = first.Title.Length > 60 ? $"{first.Title[..58].TrimEnd()}…" : first.Title;
        var falls = digest.Lines.All(line => line.IsFall);
        var subject = (digest.Lines.Count, falls) switch
        {
            (1, _) => first.IsSoldOut ? texts.Of("SubjectSoldOut", title) : texts.Of("Subject", title, texts.Money(first.Price)),
            (2, true) => texts.Of("SubjectOneMore", title, texts.Money(first.Price)),
            (2, false) => texts.Of("SubjectOneMoreNews", title, texts.Money(first.Price)),
            (var count, true) => texts.Of("SubjectMore", title, texts.Money(first.Price), count - 1),
            var (count, _) => texts.Of("SubjectMoreNews", title, texts.Money(first.Price), count - 1),
        };
        return subject.ReplaceLineEndings(" ");
    }

    private static string Text(Digest digest, DigestTexts texts, string unsubscribe)
    {
        var text = new StringBuilder();
        text.Append(texts["Greeting"]).Append("\n\n").Append(Intro(digest, texts)).Append("\n\n");
        foreach (var line in digest.Lines)
        {
            text.Append("* ").Append(line.Title).Append('\n');
            text.Append("  ").Append(texts.Of("AtStore", texts.Money(line.Price), line.Store));
            text.Append(line.Before > line.Price ? $" ({texts.Of("Before", texts.Money(line.Before))})\n" : "\n");
            if (Verdict(line, texts) is { Length: > 0 } verdict)
            {
                text.Append("  ").Append(verdict).Append('\n');
            }

            foreach (var note in Notes(line, texts))
            {
                text.Append("  ").Append(note).Append('\n');
            }

            text.Append("  ").Append(digest.Market.Address($"/p/{line.Slug}")).Append("\n\n");
        }

        text.Append("--\n").Append(texts["Wishlist"]).Append(": ").Append(digest.Market.Address("/lista")).Append('\n');
        text.Append(texts["WhyText"]).Append('\n').Append(texts["Unsubscribe"]).Append(": ").Append(unsubscribe).Append('\n');
        return text.ToString();
    }

    internal static IEnumerable<string> Notes(DigestLine line, DigestTexts texts)
    {
        if (Occasion(line, texts) is { } occasion)
        {
            yield return occasion;
        }

        if (line.IsLowest && line.Occasion is not AlertOccasions.Low)
        {
            yield return $"★ {texts["Lowest"]}";
        }

        if (line.Target is { } target)
        {
            yield return texts.Of("Target", texts.Money(target));
        }

        if (line is { Occasion: AlertOccasions.Target, SuggestedTarget: { } lower })
        {
            yield return texts.Of("SuggestTarget", texts.Money(lower));
        }

        if (line.CheaperAt is { } cheaper)
        {
            yield return texts.Of("Cheaper", cheaper.Store, texts.Money(cheaper.Price));
        }
    }

    /// <summary>Why it is told, where the price and the verdict do not say it themselves.</summary>
    private static string? Occasion(DigestLine line, DigestTexts texts) => line.Occasion switch
    {
        AlertOccasions.Low => $"★ {texts["OccasionLow"]}",
        AlertOccasions.Restock => texts["OccasionRestock"],
        AlertOccasions.BoughtDrop => texts.Of("OccasionBought", texts.Money(line.Before), texts.Money(line.Before - line.Price)),
        AlertOccasions.Change when line.IsSoldOut => texts["OccasionSoldOut"],
        AlertOccasions.Change when line.Before < line.Price => texts.Of("OccasionRise", texts.Money(line.Before)),
        AlertOccasions.Change when line.Before is null => texts["OccasionRestock"],
        _ => null,
    };
}
