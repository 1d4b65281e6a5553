using System.Globalization;
using Promozilla.Data.Mail;

namespace Promozilla.Worker.Retention;

/// <summary>The mail that says an account will be deleted, and how to keep it.</summary>
internal static class IdleWarning
{
    public static OutgoingMail Write(Guid user, string address, string language, int months, DateTimeOffset deletion, string signIn, DateTimeOffset now)
    {
        var texts = new RetentionTexts(language);
        var day = deletion.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(texts.Language));
        var letter = new AccountLetter(
            texts.Language, texts.Of("Subject", day), texts.Of("Hello"), texts.Of("Lead", months, day), texts.Of("Button"), Copy: null, texts.Of("Foot"), signIn)
        {
            Why = texts.Of("Why"),
        };
        var id = Guid.CreateVersion7(now);
        return new OutgoingMail
        {
            Id = id,
            UserId = user,
            Kind = "idle",
            ToAddress = address,
            Subject = letter.Subject,
            TextBody = letter.Text(),
            HtmlBody = letter.Html(),
            DedupeKey = $"idle:{user}:{deletion:yyyy-MM-dd}",
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }
}
