using System.ComponentModel.DataAnnotations;

namespace Promozilla.Data.Push;

/// <summary>The same for site and Worker: notifications to browsers.</summary>
public sealed class PushOptions : IValidatableObject
{
    public const string Section = "Push";
    private const int Shortest = 20;

    /// <summary>
    /// The secret that the site's key pair comes from: a VAPID private key, or any random text. Null: no notifications are offered. Another one, and
    /// every browser must be asked again.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Whom a push service may write to about us: mailto: or https:. Null: the site's address.</summary>
    public string? Contact { get; set; }

    /// <summary>host:port of a push service that is let in without https and from a private address. For tests.</summary>
    public string? LocalService { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Secret) && Secret.Length < Shortest)
        {
            yield return new ValidationResult("Push:Secret is too short to be a secret: 20 random characters at least.", [nameof(Secret)]);
        }

        if (Contact is not null && !Contact.StartsWith("mailto:", StringComparison.Ordinal) && !Contact.StartsWith("https://", StringComparison.Ordinal))
        {
            yield return new ValidationResult("Push:Contact begins with mailto: or https://.", [nameof(Contact)]);
        }
    }
}
