using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>Section Smtp: where mail is handed over.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    [Required(ErrorMessage = "Set Smtp:Host to the mail server, such as smtp.sendgrid.net.")]
    public string Host { get; set; } = "";

    [Range(1, 65535, ErrorMessage = "Smtp:Port is a port number; 587 for STARTTLS.")]
    public int Port { get; set; } = 587;

    /// <summary>Null: the server asks for no name.</summary>
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Null: where a user is set.</summary>
    public bool? StartTls { get; set; }

    /// <summary>The sender: an address, or a name and an address as in Promozilla &lt;avisos@promozilla.example&gt;.</summary>
    public string From { get; set; } = "Promozilla <avisos@promozilla.example>";

    /// <summary>How many mails are on their way at once.</summary>
    [Range(1, 32, ErrorMessage = "Smtp:Concurrency is from 1 to 32.")]
    public int Concurrency { get; set; } = 4;

    public bool UsesTls => StartTls ?? !string.IsNullOrEmpty(User);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
        {
            yield return new ValidationResult("Smtp:From is not a mail address.", [nameof(From)]);
        }
    }
}
