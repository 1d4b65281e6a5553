using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Stores;

/// <summary>Sample mode: storefronts of made-up data in place of the real stores.</summary>
public sealed class SamplesOptions
{
    public const string Section = "Samples";

    /// <summary>Where the sample stores run; set: sample mode, the real stores stay closed.</summary>
    public Uri? Url { get; set; }

    /// <summary>How many past nights are played in on the first start.</summary>
    [Range(0, 1000, ErrorMessage = "Samples:Nights is a number of nights from 0 to 1000.")]
    public int Nights { get; set; } = 150;
}
