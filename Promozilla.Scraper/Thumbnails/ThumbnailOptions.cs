using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>How pictures are made small.</summary>
public sealed class ThumbnailOptions
{
    public const string Section = "Thumbnails";

    /// <summary>False: pictures stay as they came, as where there is no vipsthumbnail.</summary>
    public bool Convert { get; set; } = true;

    /// <summary>Pixels of the stored pictures' widths; a smaller original keeps its own.</summary>
    [Range(32, 1024)]
    public int SmallWidth { get; set; } = 240;

    /// <summary>Of the wider one.</summary>
    [Range(64, 4096)]
    public int LargeWidth { get; set; } = 480;

    /// <summary>A conversion that takes longer is given up.</summary>
    [Range(1, 300)]
    public double ConvertSeconds { get; set; } = 15;

    /// <summary>The address space that a conversion may take, in MB; vipsthumbnail needs some 200 for itself.</summary>
    [Range(300, 8000)]
    public int ConvertMegabytes { get; set; } = 800;

    /// <summary>Of a stored picture: larger results of a conversion, and larger originals where there is no converter, are refused.</summary>
    [Range(10_000, 20_000_000)]
    public int MaxBytes { get; set; } = 2_000_000;
}
