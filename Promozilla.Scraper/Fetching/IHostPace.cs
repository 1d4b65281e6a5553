namespace Promozilla.Scraper.Fetching;

/// <summary>One request at a time per host, and a pause after each: among all scrapers (Redis), or within one process that has no Redis.</summary>
public interface IHostPace
{
    /// <summary>Waits for the host's turn. The turn ends by itself after <paramref name="lease"/>, and then too the pause is kept.</summary>
    /// <returns>Who has the turn, for giving it back.</returns>
    Task<string> TakeAsync(string host, TimeSpan lease, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>The next turn begins after the pause.</summary>
    Task GiveAsync(string host, string holder, TimeSpan pause);
}
