using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Schedule;

/// <summary>When the stores are read.</summary>
public sealed class ScheduleOptions : IValidatableObject
{
    public const string Section = "Schedule";

    /// <summary>By each market's own clock. A Quartz cron expression: seconds first, '?' for no day of the week.</summary>
    [Required(ErrorMessage = "Schedule:Cron is a Quartz cron expression such as 0 15 3 * * ?")]
    public string Cron { get; set; } = "0 15 3 * * ?";

    /// <summary>The run begins up to this much later, so that no store sees us by the clock.</summary>
    [Range(0, 240, ErrorMessage = "Schedule:JitterMinutes is from 0 to 240.")]
    public double JitterMinutes { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Quartz.CronExpression.TryParse(Cron, out _))
        {
            yield return new ValidationResult("Schedule:Cron is not a Quartz cron expression.", [nameof(Cron)]);
        }
    }
}
