using System.Globalization;

namespace Promozilla.Data.Mail.Outages;

/// <summary>The mail that tells the operator of an outage: what still works, what waits, where to read on.</summary>
public static class OutageNotice
{
    /// <param name="page">The operators' rooms.</param>
    public static AccountLetter Letter(string language, Outage outage, Uri page, TimeZoneInfo zone)
    {
        var texts = new MailTexts(typeof(OutageNotice), language);
        return new AccountLetter(
            texts.Language, texts.Of($"{outage.What}.Subject"), texts.Of("Hello"), texts.Of($"{outage.What}.Lead"), texts.Of("Button"), Copy: null, texts.Of($"{outage.What}.Foot"), page.AbsoluteUri)
        {
            Facts = [.. Facts()],
            Why = texts.Of("Why"),
        };

        IEnumerable<(string, string)> Facts()
        {
            yield return (texts.Of("Since"), Hour(outage.Since));
            if (outage.Until is { } until)
            {
                yield return (texts.Of("Until"), Hour(until));
                yield return (texts.Of("Late"), outage.Late.ToString(CultureInfo.GetCultureInfo(texts.Language)));
            }

            if (outage.Why is { Length: > 0 } why) yield return (texts.Of("Reason"), why);
        }

        string Hour(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString(texts.Of("Time"), CultureInfo.InvariantCulture);
    }
}

/// <summary>A server that the product misses, or missed.</summary>
/// <param name="What">database, broker, cache or mail.</param>
/// <param name="Until">Of what is told afterwards.</param>
/// <param name="Late">Mails that waited for it.</param>
public sealed record Outage(string What, DateTimeOffset Since, string? Why, DateTimeOffset? Until = null, long Late = 0);
