using System.Text;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>The folder of one run's data; one AppHost at a time holds it.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string SecretsFile = "secrets.json";

    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    public ServerSecrets Secrets => new(System.IO.Path.Combine(Path, SecretsFile));

    /// <returns>Null where another AppHost runs on this folder.</returns>
    public static DataFolder? TryOpen(string path)
    {
        PrivateFile.CreateSharedFolder(path);
        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>After a kill -9 the servers of the run before may still be closing their files: waits for them.</summary>
    /// <returns>False where some are still there after 20 s.</returns>
    public async Task<bool> WaitForLeftOversAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (!AnyProcess()) return true;
            await Task.Delay(200, cancellationToken);
        }

        return false;
    }

    public void Dispose() => held.Dispose();

    private bool AnyProcess()
    {
        var mark = Encoding.UTF8.GetBytes($"{ProcessStart.MarkVariable}={Path}/");
        return Directory.EnumerateDirectories("/proc").Any(folder => char.IsAsciiDigit(System.IO.Path.GetFileName(folder)[0]) && Has(folder, mark));
    }

    private static bool Has(string folder, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(System.IO.Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;   // It has just ended, or is somebody else's.
        }
    }
}
