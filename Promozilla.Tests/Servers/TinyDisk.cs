using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>
/// A disk of a test's own that it can fill to the last byte: a tmpfs, where root runs the tests. Elsewhere its folders can be made such that nobody may write to them, which is the nearest
/// thing. It is gone when this process is, however it ends.
/// </summary>
internal sealed class TinyDisk : IAsyncDisposable
{
    private const string Hold = """mount -t tmpfs -o size=64m,mode=0777 tmpfs "$1" && trap 'umount -l "$1"; exit 0' TERM && echo mounted && while :; do sleep 1000 & wait $!; done""";
    private readonly SupervisedProcess? mount;

    private TinyDisk(string folder, SupervisedProcess? mount) => (Folder, this.mount) = (folder, mount);

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<TinyDisk> CreateAsync()
    {
        var folder = TestServers.Folder("disk");
        Directory.CreateDirectory(folder);
        if (!Programs.IsRoot) return new TinyDisk(folder, null);
        var mounted = new TaskCompletionSource();
        var mount = await SupervisedProcess.StartAsync(new ProcessStart(folder, "bash", ["-c", Hold, "tiny-disk", folder]) { Grace = 2, Log = line => { if (line is "mounted") mounted.TrySetResult(); } });
        if (await Task.WhenAny(mounted.Task, mount.Exited) == mount.Exited) Assert.Fail($"no disk of its own: {mount.Tail}");
        return new TinyDisk(folder, mount);
    }

    /// <summary>No room is left for a single byte.</summary>
    public void Fill()
    {
        if (mount is null)
        {
            Permit(UnixFileMode.UserRead | UnixFileMode.UserExecute);
            return;
        }

        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[1 << 20]; ;) filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free()
    {
        if (mount is null) Permit(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        else File.Delete(Filler);
    }

    public async ValueTask DisposeAsync()
    {
        if (mount is not null) await mount.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Permit(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var folder in Directory.GetDirectories(Folder, "*", SearchOption.AllDirectories)) File.SetUnixFileMode(folder, mode);
    }
}
