using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>Makes a small WebP with vipsthumbnail, a child process bounded in time, where it is installed.</summary>
public sealed class Vips(IOptions<MediaOptions> options)
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "vipsthumbnail")).FirstOrDefault(File.Exists);

    /// <summary>The WebP's bytes; null when there is no vips or it could not read the picture.</summary>
    public async Task<byte[]?> ShrinkAsync(string file, CancellationToken cancellationToken)
    {
        if (Program is null) return null;
        var target = Path.ChangeExtension(file, ".out.webp");
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        var size = options.Value.Width;
        foreach (var argument in (string[])["--size", $"{size}x{size}>", "-o", $"{target}[Q=80,strip]", file]) start.ArgumentList.Add(argument);
        start.Environment["VIPS_CONCURRENCY"] = "1";
        try
        {
            using var process = Process.Start(start);
            if (process is null) return null;
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.ConvertSeconds));
            try
            {
                await process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }

            return process.ExitCode == 0 && File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken) : null;
        }
        finally
        {
            File.Delete(target);
        }
    }
}
