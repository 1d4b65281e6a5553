using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Lab;

/// <summary>Reads pages with a draft, each bounded in time and memory: in a process of its own, which is killed when it takes more.</summary>
public sealed class LabReader(IOptions<LabOptions> options) : IDisposable
{
    private const int AtOnce = 2;
    private const long Megabyte = 1_048_576;

    // How much longer than its own processor time a reading may take on a machine that has others to serve.
    private const int Slack = 8;

    private static readonly string Host = Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";

    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <summary>One reading for each page, in order; null when others have the lab to themselves.</summary>
    internal async Task<IReadOnlyList<LabReading>?> ReadAsync(string definition, IReadOnlyList<LabChild.Page> pages, CancellationToken cancellationToken)
    {
        if (!await turns.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken)) return null;
        Process? child = null;
        try
        {
            var readings = new List<LabReading>(pages.Count);
            foreach (var page in pages)
            {
                // The one before may have been this one's end.
                if (child is null)
                {
                    child = Start();
                    await BeginAsync(child, definition, cancellationToken);
                }

                var (reading, lives) = await AskAsync(child, page, cancellationToken);
                readings.Add(reading);
                if (!lives) End(ref child);
            }

            return readings;
        }
        finally
        {
            End(ref child);
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    // A child that lost its parent in the middle of a page ends by its processor time.
    private Process Start() => BoundedChild.Start(
        [Host, Path.Combine(AppContext.BaseDirectory, "Promozilla.Scraper.dll"), LabChild.Argument], options.Value.ReadSeconds * 30, [],
        ("DOTNET_GCHeapHardLimit", (options.Value.ReadMegabytes * Megabyte).ToString("X", CultureInfo.InvariantCulture)), ("DOTNET_gcServer", "0"),
        ("DOTNET_TieredPGO", "0"), ("DOTNET_NOLOGO", "1"), ("DOTNET_DbgEnableMiniDump", "0"));

    private static async Task BeginAsync(Process child, string definition, CancellationToken cancellationToken)
    {
        _ = child.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        await WriteAsync(child, JsonSerializer.Serialize(definition, LabChild.Shape), cancellationToken);
        // Its start is not the page's fault. Where it ended instead, asking it for a page says so.
        await child.StandardOutput.ReadLineAsync(cancellationToken);
    }

    private async Task<(LabReading Reading, bool Lives)> AskAsync(Process child, LabChild.Page page, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(child, over);
        try
        {
            await WriteAsync(child, JsonSerializer.Serialize(page, LabChild.Shape), over.Token);
            if (await child.StandardOutput.ReadLineAsync(over.Token) is { } line) return (JsonSerializer.Deserialize<LabReading>(line, LabChild.Shape)!, true);
            return (LabReading.Unreadable($"reading it took more than {options.Value.ReadMegabytes} MB", Elapsed()), false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (LabReading.Unreadable(string.Create(CultureInfo.InvariantCulture, $"reading it took more than {options.Value.ReadSeconds} s"), Elapsed()), false);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }

        double Elapsed() => Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Ends what waits for a page when the child has worked on it for too long.</summary>
    private async Task WatchAsync(Process child, CancellationTokenSource over)
    {
        var (limit, started) = (TimeSpan.FromSeconds(options.Value.ReadSeconds), Stopwatch.GetTimestamp());
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            var before = child.TotalProcessorTime;
            while (child.TotalProcessorTime - before < limit && Stopwatch.GetElapsedTime(started) < limit * Slack) await tick.WaitForNextTickAsync(over.Token);
            await over.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // It has answered, or ended.
        }
    }

    private static async Task WriteAsync(Process child, string line, CancellationToken cancellationToken)
    {
        try
        {
            await child.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
            await child.StandardInput.BaseStream.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // It has ended: reading its answer says so.
        }
    }

    private static void End(ref Process? child)
    {
        if (child is null) return;
        if (!child.HasExited) child.Kill(entireProcessTree: true);
        child.Dispose();
        child = null;
    }
}
