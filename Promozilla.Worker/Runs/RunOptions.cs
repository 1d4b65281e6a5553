using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Runs;

/// <summary>What bounds a run, so that every run closes.</summary>
public sealed class RunOptions
{
    public const string Section = "Runs";

    /// <summary>How often runs are looked after, in seconds.</summary>
    [Range(0.02, 3600, ErrorMessage = "Runs:PollSeconds is a number of seconds from 0.02 to 3600.")]
    public double PollSeconds { get; set; } = 1;

    /// <summary>A category that nothing was heard of for this long is put on the queue once more.</summary>
    [Range(0.05, 1440, ErrorMessage = "Runs:RepublishMinutes is a number of minutes from 0.05 to 1440.")]
    public double RepublishMinutes { get; set; } = 90;

    /// <summary>How often one category is put on the queue in all.</summary>
    [Range(1, 10, ErrorMessage = "Runs:MaxPublishes is from 1 to 10.")]
    public int MaxPublishes { get; set; } = 2;

    /// <summary>A category that is not complete by then is given up, and the run closes without it.</summary>
    [Range(0.05, 2880, ErrorMessage = "Runs:AbandonMinutes is a number of minutes from 0.05 to 2880.")]
    public double AbandonMinutes { get; set; } = 360;

    /// <summary>A picture that was asked for and did not come by then is asked for again.</summary>
    [Range(0.05, 1440, ErrorMessage = "Runs:PictureMinutes is a number of minutes from 0.05 to 1440.")]
    public double PictureMinutes { get; set; } = 15;
}
