using System.Globalization;
using Promozilla.Media;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Site;

namespace Promozilla.Web.Cards;

/// <summary>
/// A product's picture as pixels. PNG is read here; any other kind by vipsthumbnail, where it is installed, as a child process bounded in time, memory and
/// output. Where it isn't, a card goes without.
/// </summary>
public sealed class CardPictures(IMediaStore media)
{
    private const int MostBytes = 4_000_000;
    private const long MostMemory = 800L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly string? Converter = BoundedChild.Find("vipsthumbnail");

    /// <param name="size">Pixels of the square that it is drawn in.</param>
    public async Task<Picture?> ReadAsync(string? hash, string? type, int size, CancellationToken cancellationToken)
    {
        if (Pictures.Address(hash, type) is not { } address)
        {
            return null;
        }

        await using var kept = await media.GetAsync($"{hash![..2]}/{Path.GetFileName(address)}", cancellationToken);
        if (kept is not { Length: <= MostBytes })
        {
            return null;
        }

        var bytes = await kept.ReadAsync(MostBytes, cancellationToken);
        return PngReader.Read(bytes) ?? (Converter is null ? null : PngReader.Read(await ConvertAsync(Converter, bytes, size, cancellationToken)));
    }

    private static async Task<byte[]> ConvertAsync(string converter, byte[] bytes, int size, CancellationToken cancellationToken)
    {
        string[] command = [converter, "stdin[fail_on=truncated]", "--size", string.Create(CultureInfo.InvariantCulture, $"{size}x{size}"), "-o", ".png[compression=1,strip]"];
        string[] limits = [string.Create(CultureInfo.InvariantCulture, $"--as={MostMemory}"), string.Create(CultureInfo.InvariantCulture, $"--fsize={MostBytes}")];
        using var process = BoundedChild.Start(command, Patience.TotalSeconds, limits, ("VIPS_CONCURRENCY", "1"), ("VIPS_BLOCK_UNTRUSTED", "1"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            using var png = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(png, limit.Token);
            await process.StandardInput.BaseStream.WriteAsync(bytes, limit.Token);
            process.StandardInput.Close();
            await Task.WhenAll(errors, reading, process.WaitForExitAsync(limit.Token));
            return process.ExitCode is 0 ? png.ToArray() : [];
        }
        catch (Exception failed) when (failed is IOException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
