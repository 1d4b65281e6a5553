using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Operators;

/// <summary>Who operates this, and how soon what they ask for is done.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>Whoever confirms an account with this address is administrator, as long as there is none.</summary>
    [EmailAddress(ErrorMessage = "Operators:FirstAddress is the e-mail address of the first administrator.")]
    public string? FirstAddress { get; set; }

    /// <summary>Where mails of errors, of outages and of stores that can't be believed go; empty: the log, the metrics and the tables tell alone.</summary>
    [EmailAddress(ErrorMessage = "Operators:MailAddress is no mail address.")]
    public string? MailAddress { get; set; }

    /// <summary>pt-PT or en.</summary>
    [RegularExpression("pt-PT|en", ErrorMessage = "Operators:MailLanguage is pt-PT or en.")]
    public string MailLanguage { get; set; } = "pt-PT";

    /// <summary>How often the Worker looks for what operators asked for, in seconds.</summary>
    [Range(0.05, 60, ErrorMessage = "Operators:PollSeconds is a number of seconds, 0.05 to 60.")]
    public double PollSeconds { get; set; } = 1;
}
