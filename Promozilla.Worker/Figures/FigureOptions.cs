using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Figures;

/// <summary>How fresh the figures of the whole system are.</summary>
public sealed class FigureOptions
{
    public const string Section = "Figures";

    /// <summary>How often tables, queues and cache are read for the metrics, in seconds. Prometheus asks every 15, so that who is slower misses something and who is quicker wins nothing.</summary>
    [Range(0.2, 3600, ErrorMessage = "Figures:PollSeconds is a number of seconds, 0.2 to 3600.")]
    public double PollSeconds { get; set; } = 15;
}
