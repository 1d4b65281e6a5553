using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Retention;

/// <summary>How long what is about people is kept. The privacy page says the defaults: whoever changes one changes it there.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>Mails that were sent, or never will be.</summary>
    [Range(1, 3650, ErrorMessage = "Retention:MailDays is from 1 to 3650.")]
    public int MailDays { get; set; } = 90;

    /// <summary>Accounts whose address was never confirmed.</summary>
    [Range(2, 365, ErrorMessage = "Retention:UnconfirmedDays is from 2 to 365: a confirmation link lives a day.")]
    public int UnconfirmedDays { get; set; } = 7;

    /// <summary>Months without a visit until the warning.</summary>
    [Range(3, 120, ErrorMessage = "Retention:IdleMonths is from 3 to 120.")]
    public int IdleMonths { get; set; } = 24;

    /// <summary>From the warning to the deletion.</summary>
    [Range(7, 365, ErrorMessage = "Retention:WarnDays is from 7 to 365.")]
    public int WarnDays { get; set; } = 30;

    /// <summary>Groups of errors that didn't come again, and their moments.</summary>
    [Range(7, 3650, ErrorMessage = "Retention:ErrorDays is from 7 to 3650.")]
    public int ErrorDays { get; set; } = 90;

    /// <summary>A Quartz cron expression, by the main market's clock.</summary>
    public string Cron { get; set; } = "0 40 5 * * ?";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Quartz.CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult("Retention:Cron is not a Quartz cron expression.", [nameof(Cron)]);
        }
    }
}
