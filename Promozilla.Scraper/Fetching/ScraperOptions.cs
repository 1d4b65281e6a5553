using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Fetching;

public sealed class ScraperOptions
{
    public const string Section = "Scraper";

    /// <summary>Named in the User-Agent, so that a shop can reach whoever runs this.</summary>
    [Required(ErrorMessage = "Set Scraper:ContactUrl to an address where a shop can reach you.")]
    [Url(ErrorMessage = "Scraper:ContactUrl is not an address.")]
    public string ContactUrl { get; set; } = "https://github.com/promozilla/promozilla";

    /// <summary>host:port that may be visited although its address is private, such as the sample stores.</summary>
    public IList<string> PrivateHosts { get; } = [];

    /// <summary>Bytes of an answer after decompression.</summary>
    [Range(10_000, 200_000_000)]
    public int MaxBytes { get; set; } = 10_000_000;

    [Range(1, 600)]
    public double TrySeconds { get; set; } = 20;

    /// <summary>All tries of one page, with their pauses.</summary>
    [Range(1, 3600)]
    public double PageSeconds { get; set; } = 180;

    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>The first pause between tries; it doubles.</summary>
    [Range(0.001, 60)]
    public double RetrySeconds { get; set; } = 1;

    public string UserAgent => $"Promozilla/0.1 (+{ContactUrl})";
}
