using System.Text;

namespace Promozilla.Data.Mail.Digests;

public sealed record MailContent(string Subject, string Text, string Html, string UnsubscribeUrl);

/// <summary>A digest as a mail: the text part is complete by itself, the HTML part needs nothing from anywhere.</summary>
public static class DigestMail
{
    /// <summary>Mailboxes cut a mail off at about 100 KB. What is more stands on the wishlist.</summary>
    internal const int MostLines = 30;
    private const int LongestTitle = 58;

    public static MailContent Render(Digest digest)
    {
        var texts = new DigestTexts(digest.Language, digest.Market);
        var unsubscribe = digest.Market.Address($"/u/{digest.UnsubscribeToken}");
        var shown = digest.Lines.Take(MostLines).ToList();
        var html = new DigestHtml(texts, digest.Market.Address);
        return new MailContent(Subject(digest, texts), Text(digest, shown, texts, unsubscribe), html.Of(digest, shown, unsubscribe), unsubscribe);
    }

    internal static string Intro(Digest digest, DigestTexts texts) => (digest.Lines.Count, digest.Lines.All(line => line.IsFall)) switch
    {
        (1, true) => texts["IntroOne"],
        (var count, true) => texts.Of("IntroMany", count),
        (1, false) => texts["IntroNewsOne"],
        var (count, _) => texts.Of("IntroNewsMany", count),
    };

    internal static string? More(Digest digest, DigestTexts texts) => (digest.Lines.Count - MostLines) switch
    {
        <= 0 => null,
        1 => texts["MoreOne"],
        var more => texts.Of("MoreMany", more),
    };

    private static string Subject(Digest digest, DigestTexts texts)
    {
        var first = digest.Lines[0];
        var title = first.Title.Length > LongestTitle ? $"{first.Title[..(first.Title.LastIndexOf(' ', LongestTitle) is var end and > 20 ? end : LongestTitle)].TrimEnd()}…" : first.Title;
        var subject = (digest.Lines.Count, digest.Lines.All(line => line.IsFall)) switch
        {
            (1, _) => first.IsSoldOut ? texts.Of("SubjectSoldOut", title) : texts.Of("Subject", title, texts.Money(first.Price)),
            (2, true) => texts.Of("SubjectOneMore", title, texts.Money(first.Price)),
            (2, false) => texts.Of("SubjectOneMoreNews", title, texts.Money(first.Price)),
            (var count, true) => texts.Of("SubjectMore", title, texts.Money(first.Price), count - 1),
            var (count, _) => texts.Of("SubjectMoreNews", title, texts.Money(first.Price), count - 1),
        };

        // A store's title is no place for a header of its own.
        return string.Concat(subject.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
    }

    private static string Text(Digest digest, List<DigestLine> shown, DigestTexts texts, string unsubscribe)
    {
        var text = new StringBuilder();
        text.Append(texts["Greeting"]).Append("\n\n").Append(Intro(digest, texts)).Append("\n\n");
        foreach (var line in shown)
        {
            var words = new LineWords(line, texts);
            text.Append("* ").Append(line.Title).Append('\n');
            text.Append("  ").Append(line.IsSoldOut ? texts["SoldOut"] : texts.Of("AtStore", texts.Money(line.Price), line.Store));
            text.Append(words.Before is { } before ? $" ({before})" : "").Append(words.Delivered is { } delivered ? $"; {delivered}\n" : "\n");
            foreach (var sentence in new[] { words.IsLowest ? $"★ {texts["Lowest"]}" : null, words.Verdict }.Concat(words.Notes).OfType<string>())
            {
                text.Append("  ").Append(sentence).Append('\n');
            }

            text.Append("  ").Append(digest.Market.Address($"/p/{line.Slug}")).Append("\n\n");
        }

        text.Append(More(digest, texts) is { } more ? $"{more}\n\n" : "");
        text.Append("-- \n").Append(texts["Wishlist"]).Append(": ").Append(digest.Market.Address("/lista")).Append('\n');
        text.Append(texts["WhyText"]).Append('\n').Append(texts["Settings"]).Append(": ").Append(digest.Market.Address("/conta/avisos")).Append('\n');
        text.Append(texts["Unsubscribe"]).Append(": ").Append(unsubscribe).Append('\n');
        return text.ToString();
    }
}
