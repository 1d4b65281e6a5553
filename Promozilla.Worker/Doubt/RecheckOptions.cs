using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Doubt;

/// <summary>How often a doubtful reading's product page is asked for.</summary>
public sealed class RecheckOptions
{
    public const string Section = "Recheck";

    /// <summary>A held reading is as old as this before the first recheck: a page read twice at once is the same mistake twice.</summary>
    [Range(0, 1440, ErrorMessage = "Recheck:AfterMinutes is a number of minutes from 0 to 1440.")]
    public double AfterMinutes { get; set; } = 60;

    /// <summary>Between two rechecks of one reading.</summary>
    [Range(0, 1440, ErrorMessage = "Recheck:AgainMinutes is a number of minutes from 0 to 1440.")]
    public double AgainMinutes { get; set; } = 60;

    /// <summary>After so many that could not tell, a person is to decide.</summary>
    [Range(1, 10, ErrorMessage = "Recheck:Tries is from 1 to 10.")]
    public int Tries { get; set; } = 3;

    /// <summary>Product pages of one store in one go.</summary>
    [Range(1, 500, ErrorMessage = "Recheck:PerStore is from 1 to 500.")]
    public int PerStore { get; set; } = 25;

    /// <summary>Likewise of a store whose prices moved too many at once: a sample tells whether its list is right.</summary>
    [Range(1, 50, ErrorMessage = "Recheck:Sample is from 1 to 50.")]
    public int Sample { get; set; } = 5;

    /// <summary>A page check that is not answered by then is given up.</summary>
    [Range(0.05, 1440, ErrorMessage = "Recheck:GiveUpMinutes is a number of minutes from 0.05 to 1440.")]
    public double GiveUpMinutes { get; set; } = 30;
}
