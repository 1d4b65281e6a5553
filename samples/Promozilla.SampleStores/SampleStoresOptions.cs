using System.ComponentModel.DataAnnotations;

namespace Promozilla.SampleStores;

public sealed class SampleStoresOptions
{
    public const string Section = "SampleStores";

    /// <summary>Another seed is another world: other stock, other numbers, other prices.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "SampleStores:Seed must not be negative")]
    public int Seed { get; set; } = 2026;

    /// <summary>The pause between two pages that the definitions ask readers for, in seconds.</summary>
    [Range(0, 60, ErrorMessage = "SampleStores:DelaySeconds is from 0 to 60.")]
    public double DelaySeconds { get; set; }
}
