using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Archive;

/// <summary>How much of the pages that were read is kept for whoever mends a store.</summary>
public sealed class ArchiveOptions
{
    public const string Section = "Archive";

    /// <summary>Days that a failing page is kept.</summary>
    [Range(1, 90)]
    public int Days { get; set; } = 7;

    /// <summary>Days that a category's last good page is kept after the category was last read well.</summary>
    [Range(1, 365)]
    public int GoodDays { get; set; } = 30;

    /// <summary>Days that every other page is kept that prices were read from: who judges a doubtful price sees it.</summary>
    [Range(1, 30)]
    public int ReadDays { get; set; } = 3;

    /// <summary>Failing pages of one store; the oldest go first.</summary>
    [Range(1, 1000)]
    public int PagesPerStore { get; set; } = 60;

    /// <summary>A longer page is cut.</summary>
    [Range(10_000, 20_000_000)]
    public int MaxCharacters { get; set; } = 3_000_000;

    /// <summary>Compressed; a page that stays larger is not kept.</summary>
    [Range(10_000, 20_000_000)]
    public int MaxBytes { get; set; } = 2_000_000;
}
