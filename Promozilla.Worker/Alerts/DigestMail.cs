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
        Verdicts.NoData => texts["NoData"],
        _ => texts[line.SoldOut ? "SoldOut" : $"Occasion.{line.Occasion}"],
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
        var kind = digest.Lines.All(line => line.IsFall) ? "" : "News";
        var subject = digest.Lines.Count switch
        {
            1 when first.SoldOut => texts.Of("SubjectSoldOut", title),
            1 => texts.Of("Subject", title, texts.Money(first.Price)),
            2 => texts.Of($"SubjectOneMore{kind}", title, texts.Money(first.Price)),
            var count => texts.Of($"SubjectMore{kind}", title, texts.Money(first.Price), count - 1),
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
            text.Append("  ").Append(Verdict(line, texts)).Append('\n');
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
        // Where no promotion runs, the verdict's place says it.
        if (line is { Verdict: not null, Occasion: AlertOccasions.Restock or AlertOccasions.BoughtDrop })
        {
            yield return texts[$"Occasion.{line.Occasion}"];
        }

        if (line.IsLowest)
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
}
