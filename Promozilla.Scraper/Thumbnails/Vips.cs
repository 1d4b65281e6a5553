using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>Makes a small WebP with vipsthumbnail, where it is installed: a child process bounded in time, memory and output; pictures go through pipes.</summary>
public sealed class Vips(IOptions<ThumbnailOptions> options)
{
    /// <summary>Nothing that is shown is four times as tall as it is wide.</summary>
    private const int TallestRatio = 4;

    private static readonly string? Program = BoundedChild.Find("vipsthumbnail");

    public static bool IsInstalled => Program is not null;

    /// <summary>The WebP's bytes; null when the picture can't be read or takes more than it may.</summary>
    public async Task<byte[]?> ShrinkAsync(ReadOnlyMemory<byte> original, int width, CancellationToken cancellationToken)
    {
        using var process = Start(width);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.ConvertSeconds));
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            var feeding = FeedAsync(process, original, limit.Token);
            var picture = await ReadAsync(process, limit.Token);
            if (picture is null) return null;
            await Task.WhenAll(feeding, errors, process.WaitForExitAsync(limit.Token));
            return process.ExitCode == 0 && picture.Length > 0 ? picture : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(int width)
    {
        var given = options.Value;
        string[] command = [Program!, "stdin[fail_on=truncated]", "--size", string.Create(CultureInfo.InvariantCulture, $"{width}x{width * TallestRatio}>"), "-o", ".webp[Q=80,strip]"];
        string[] limits = [string.Create(CultureInfo.InvariantCulture, $"--as={given.ConvertMegabytes * 1_048_576L}"), string.Create(CultureInfo.InvariantCulture, $"--fsize={given.MaxBytes}")];
        // Only the loaders that are fuzzed against hostile files.
        return BoundedChild.Start(command, given.ConvertSeconds, limits, ("VIPS_CONCURRENCY", "1"), ("VIPS_BLOCK_UNTRUSTED", "1"));
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(original, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has seen enough: its exit code says whether that is good.
        }
    }

    private async Task<byte[]?> ReadAsync(Process process, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > options.Value.MaxBytes) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
