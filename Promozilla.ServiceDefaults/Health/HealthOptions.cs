using System.ComponentModel.DataAnnotations;

namespace Promozilla.ServiceDefaults.Health;

/// <summary>How often a process looks whether what it depends on is there, and when an operator is to know that it is not.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Seconds between two looks.</summary>
    [Range(1, 300, ErrorMessage = "Health:PeriodSeconds is a number of seconds, 1 to 300.")]
    public int PeriodSeconds { get; set; } = 10;

    /// <summary>What is missing for so many seconds is an outage, which is mailed and remembered; what is shorter may be a restart.</summary>
    [Range(0, 3600, ErrorMessage = "Health:OutageSeconds is a number of seconds, 0 to 3600.")]
    public int OutageSeconds { get; set; } = 60;

    public TimeSpan Outage => TimeSpan.FromSeconds(OutageSeconds);
}
