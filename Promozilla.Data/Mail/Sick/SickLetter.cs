using System.Globalization;

namespace Promozilla.Data.Mail.Sick;

/// <summary>The mail that tells the operator of a store that can't be believed.</summary>
public static class SickLetter
{
    /// <param name="kind">A word of the health rules.</param>
    /// <param name="reason">In their own words.</param>
    /// <param name="page">The store's, of the site's operators.</param>
    public static AccountLetter Letter(string language, string store, string kind, string reason, DateTimeOffset since, Uri page, TimeZoneInfo zone)
    {
        var texts = new MailTexts(typeof(SickLetter), language);
        var (at, what) = (TimeZoneInfo.ConvertTime(since, zone).ToString(texts.Of("Time"), CultureInfo.InvariantCulture), texts.Of(kind));
        return new AccountLetter(
            texts.Language, texts.Of("Subject", store, what), texts.Of("Hello"), texts.Of("Lead", store, at), texts.Of("Button"), Copy: null, texts.Of("Foot"), page.AbsoluteUri)
        {
            Facts = [(texts.Of("What"), what), (texts.Of("Reason"), reason)],
            Why = texts.Of("Why"),
        };
    }
}
