using System.ComponentModel.DataAnnotations;

namespace Promozilla.Scraper.Fetching;

/// <summary>How pages are fetched, and how long a store is left alone.</summary>
public sealed class ScraperOptions
{
    public const string Section = "Scraper";

    /// <summary>Named in the User-Agent, so that a shop can reach whoever runs this.</summary>
    [Required(ErrorMessage = "Set Scraper:ContactUrl to an address where a shop can reach you.")]
    [Url(ErrorMessage = "Scraper:ContactUrl is not an address.")]
    public string ContactUrl { get; set; } = "https://github.com/promozilla/promozilla";

    /// <summary>host:port that may be visited although its address is private, such as the sample stores.</summary>
    public IList<string> PrivateHosts { get; } = [];

    /// <summary>By store, the proxy that its requests go through: http:// or socks5://, with user:password@ where the proxy asks for one.</summary>
    public IDictionary<string, string> Proxies { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes of an answer after decompression.</summary>
    [Range(10_000, 200_000_000, ErrorMessage = "Scraper:MaxBytes is from 10000 to 200000000.")]
    public int MaxBytes { get; set; } = 10_000_000;

    /// <summary>One try of one page.</summary>
    [Range(1, 600, ErrorMessage = "Scraper:TrySeconds is from 1 to 600.")]
    public double TrySeconds { get; set; } = 20;

    /// <summary>All tries of one page, with their pauses and the waiting for the host's turn.</summary>
    [Range(1, 3600, ErrorMessage = "Scraper:PageSeconds is from 1 to 3600.")]
    public double PageSeconds { get; set; } = 3600;

    /// <summary>Tries after the first that failed for a reason that passes.</summary>
    [Range(0, 10, ErrorMessage = "Scraper:Retries is from 0 to 10.")]
    public int Retries { get; set; } = 3;

    /// <summary>The first pause between tries; it doubles.</summary>
    [Range(0.001, 60, ErrorMessage = "Scraper:RetrySeconds is from 0.001 to 60.")]
    public double RetrySeconds { get; set; } = 1;

    /// <summary>How long a store is left alone after a 403 or a bot wall.</summary>
    [Range(0, 10080, ErrorMessage = "Scraper:RefusedMinutes is from 0 to 10080.")]
    public double RefusedMinutes { get; set; } = 60;

    /// <summary>How long after a 429 that does not say.</summary>
    [Range(0, 10080, ErrorMessage = "Scraper:TooManyMinutes is from 0 to 10080.")]
    public double TooManyMinutes { get; set; } = 10;

    /// <summary>Bounds every cool-down, whatever a Retry-After asks for. 0: never beyond the run that was refused.</summary>
    [Range(0, 10080, ErrorMessage = "Scraper:LongestCoolDownMinutes is from 0 to 10080.")]
    public double LongestCoolDownMinutes { get; set; } = 720;

    /// <summary>How long a page is kept for asking only whether it changed. 0: nothing is kept.</summary>
    [Range(0, 720, ErrorMessage = "Scraper:KeepPagesHours is from 0 to 720.")]
    public double KeepPagesHours { get; set; } = 72;

    /// <summary>All kept pages of one store together, compressed.</summary>
    [Range(1, 1000, ErrorMessage = "Scraper:KeepPagesMegabytes is from 1 to 1000.")]
    public int KeepPagesMegabytes { get; set; } = 8;

    public string UserAgent => $"Promozilla/0.1 (+{ContactUrl})";

    internal bool IsPrivateHost(string host, int port) => PrivateHosts.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);
}
