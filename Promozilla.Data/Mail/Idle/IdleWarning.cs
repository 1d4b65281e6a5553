using System.Globalization;

namespace Promozilla.Data.Mail.Idle;

/// <summary>The mail that says an account will be deleted, and how to keep it.</summary>
public static class IdleWarning
{
    public static AccountLetter Letter(string language, int months, DateTimeOffset deletion, Uri signIn)
    {
        var texts = new MailTexts(typeof(IdleWarning), language);
        var day = deletion.ToString(texts.Of("Day"), CultureInfo.GetCultureInfo(texts.Language));
        return new AccountLetter(
            texts.Language, texts.Of("Subject", day), texts.Of("Hello"), texts.Of("Lead", months, day), texts.Of("Button"), Copy: null, texts.Of("Foot"), signIn.AbsoluteUri)
        {
            Why = texts.Of("Why"),
        };
    }

    public static OutgoingMail Write(Guid user, string address, string language, int months, DateTimeOffset deletion, Uri signIn, DateTimeOffset now) =>
        Letter(language, months, deletion, signIn).ToMail(user, address, "idle", now, $"idle:{user}:{deletion:yyyy-MM-dd}");
}
