using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Stores;

/// <summary>When a store that is not read well is an operator's business.</summary>
public sealed class StoreWatchOptions
{
    public const string Section = "StoreWatch";

    /// <summary>Without a good run for so long, a store is not believed: a night, and two hours for what takes longer.</summary>
    [Range(1, 720, ErrorMessage = "StoreWatch:StaleHours is a number of hours from 1 to 720.")]
    public double StaleHours { get; set; } = 26;

    /// <summary>How often stores without a good run are looked for, in seconds.</summary>
    [Range(0.05, 3600, ErrorMessage = "StoreWatch:PollSeconds is a number of seconds from 0.05 to 3600.")]
    public double PollSeconds { get; set; } = 60;
}
