using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Lab;

/// <summary>Where a changed definition is tried before it is published.</summary>
public sealed class LabOptions
{
    public const string Section = "Lab";

    /// <summary>The secret that a caller shows in the header X-Lab-Key. Empty: there is no lab.</summary>
    [RegularExpression(".{16,}", ErrorMessage = "Lab:Key needs 16 characters or more.")]
    public string? Key { get; set; }

    /// <summary>Bytes of a request: a definition and a pasted page.</summary>
    [Range(10_000, 100_000_000)]
    public int MaxBytes { get; set; } = 8_000_000;

    /// <summary>Of processor time that reading one page may take.</summary>
    [Range(0.1, 60)]
    public double ReadSeconds { get; set; } = 8;

    /// <summary>Of the process that reads, in MB.</summary>
    [Range(64, 8000)]
    public int ReadMegabytes { get; set; } = 512;

    /// <summary>Fetching a page, with all its waiting and tries.</summary>
    [Range(0.1, 600)]
    public double FetchSeconds { get; set; } = 60;
}
