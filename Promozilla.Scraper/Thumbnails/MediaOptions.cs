using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Thumbnails;

public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>Where pictures are kept, under the first two characters of their hash.</summary>
    [Required(ErrorMessage = "Set Media:Directory to the folder where pictures are kept.")]
    public string Directory { get; set; } = Path.Combine(Path.GetTempPath(), "promozilla-media");

    /// <summary>Pixels of a stored picture's longer side.</summary>
    [Range(32, 4096)]
    public int Width { get; set; } = 480;

    [Range(1, 300)]
    public double ConvertSeconds { get; set; } = 15;
}
