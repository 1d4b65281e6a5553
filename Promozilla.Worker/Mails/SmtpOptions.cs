using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>Where mail is handed over.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    /// <summary>The mail server, such as smtp.sendgrid.net.</summary>
    [Required(ErrorMessage = "Set Smtp:Host to the mail server, such as smtp.sendgrid.net.")]
    public string Host { get; set; } = "";

    /// <summary>587 is for STARTTLS.</summary>
    [Range(1, 65535, ErrorMessage = "Smtp:Port is a port number; 587 for STARTTLS.")]
    public int Port { get; set; } = 587;

    /// <summary>Null: the server asks for no name.</summary>
    public string? User { get; set; }
    /// <summary>Of the user.</summary>
    public string? Password { get; set; }

    /// <summary>Null: where a user is set.</summary>
    public bool? StartTls { get; set; }

    /// <summary>The sender: an address, or a name and an address as in Promozilla &lt;avisos@promozilla.example&gt;.</summary>
    public string From { get; set; } = "Promozilla <avisos@promozilla.example>";

    /// <summary>How many mails are on their way at once.</summary>
    [Range(1, 32, ErrorMessage = "Smtp:Concurrency is from 1 to 32.")]
    public int Concurrency { get; set; } = 4;

    /// <summary>Seconds for each of three steps: being let in, handing the text over, waiting for the answer to it.</summary>
    [Range(1, 600, ErrorMessage = "Smtp:PatienceSeconds is from 1 to 600.")]
    public int PatienceSeconds { get; set; } = 60;

    public TimeSpan Patience => TimeSpan.FromSeconds(PatienceSeconds);

    /// <summary>How long a mail is one sender's alone: longer than all its steps, so that only a sender that died loses it.</summary>
    public TimeSpan Lease => 4 * Patience;

    public bool UsesTls => StartTls ?? !string.IsNullOrEmpty(User);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out var from) || !from.Address.All(char.IsAscii))
        {
            yield return new ValidationResult("Smtp:From is not a mail address (in ASCII: xn-- where the domain needs it).", [nameof(From)]);
        }
    }
}
