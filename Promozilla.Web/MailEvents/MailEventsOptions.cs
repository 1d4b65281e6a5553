using System.ComponentModel.DataAnnotations;

namespace Promozilla.Web.MailEvents;

/// <summary>Where the mail provider says what became of the mails. Without a key nothing listens.</summary>
public sealed class MailEventsOptions : IValidatableObject
{
    public const string Section = "MailEvents";

    /// <summary>SendGrid's verification key of the signed event webhook: base64, as its settings page shows it.</summary>
    public string? SendGridKey { get; set; }

    /// <summary>How long a signed message counts, in hours. The provider repeats for a day what was not taken.</summary>
    [Range(1, 24 * 14, ErrorMessage = "MailEvents:WindowHours is from 1 to 336.")]
    public int WindowHours { get; set; } = 48;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(SendGridKey) && SendGridSignature.ReadKey(SendGridKey) is null)
        {
            yield return new ValidationResult("MailEvents:SendGridKey is not a public key: paste the verification key of SendGrid's signed event webhook.", [nameof(SendGridKey)]);
        }
    }
}
