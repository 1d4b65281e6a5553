using System.Diagnostics;
using System.Text;

namespace Promozilla.Bench.Load;

/// <summary>
/// Asks an address over and over on several connections, as fast as it answers. Sockets and no client: what it costs itself is a small part of what it measures, and the
/// same for all.
/// </summary>
internal static class HttpLoad
{
    public const int Connections = 16;

    /// <param name="paths">Asked in turn.</param>
    public static async Task<LoadFigures> RunAsync(Uri site, IReadOnlyList<string> paths, TimeSpan time)
    {
        var requests = paths.Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {site.Authority}\r\n\r\n")).ToArray();
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var latencies = await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(() => AskAsync(site, requests, number, until))));
        var took = Stopwatch.GetElapsedTime(started);
        return new LoadFigures(took, [.. latencies.SelectMany(one => one).Order()]);
    }

    private static async Task<List<double>> AskAsync(Uri site, byte[][] requests, int number, long until)
    {
        using var connection = await RawConnection.OpenAsync(site);
        var latencies = new List<double>(4096);
        for (var turn = number; Stopwatch.GetTimestamp() < until; turn++)
        {
            var asked = Stopwatch.GetTimestamp();
            var status = await connection.AskAsync(requests[turn % requests.Length]);
            if (status != 200)
            {
                throw new InvalidOperationException($"{status} on {Encoding.ASCII.GetString(requests[turn % requests.Length]).Split("\r\n")[0]}");
            }

            latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return latencies;
    }
}

/// <param name="Latencies">Milliseconds, ascending.</param>
internal sealed record LoadFigures(TimeSpan Took, double[] Latencies)
{
    public double PerSecond => Latencies.Length / Took.TotalSeconds;

    public double Percentile(int percent) => Latencies.Length is 0 ? double.NaN : Latencies[Math.Min(Latencies.Length - 1, Latencies.Length * percent / 100)];

    public static LoadFigures Together(IReadOnlyCollection<LoadFigures> rounds) =>
        new(TimeSpan.FromSeconds(rounds.Sum(round => round.Took.TotalSeconds)), [.. rounds.SelectMany(round => round.Latencies).Order()]);
}
