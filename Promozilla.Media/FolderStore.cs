using System.Runtime.CompilerServices;

namespace Promozilla.Media;

/// <summary>Objects as files of one folder, which several processes may share: a file is written aside and moved into its place in one step.</summary>
public sealed class FolderStore(string directory) : IMediaStore
{
    // No key begins with a dot.
    private const string Incoming = ".incoming";

    private readonly string root = Path.GetFullPath(directory);

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var target = PathOf(key);
        Directory.CreateDirectory(Path.Combine(root, Incoming));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var incoming = Path.Combine(root, Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                await file.WriteAsync(content, cancellationToken);
                // On the disk before it has its name: a power cut leaves no empty picture under a hash.
                file.Flush(flushToDisk: true);
            }

            File.Move(incoming, target, overwrite: true);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    public Task<MediaObject?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true);
            return Task.FromResult<MediaObject?>(new MediaObject(file, MediaKey.ContentType(key), file.Length));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<MediaObject?>(null);
        }
    }

    public async IAsyncEnumerable<MediaEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = prefix.LastIndexOf('/') is > 0 and var slash ? PathOf(prefix[..slash], isFolder: true) : root;
        if (!Directory.Exists(folder)) yield break;
        var files = new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => (File: file, Key: Path.GetRelativePath(root, file.FullName).Replace('\\', '/')))
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && MediaKey.IsValid(entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        foreach (var (file, key) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Another process may have removed it since it was seen.
            file.Refresh();
            if (file.Exists) yield return new MediaEntry(key, file.Length, file.LastWriteTimeUtc);
        }

        await Task.CompletedTask;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
        }

        return Task.CompletedTask;
    }

    private string PathOf(string key, bool isFolder = false)
    {
        if (!isFolder) MediaKey.ContentType(key);
        else if (!MediaKey.IsValid(key)) throw new ArgumentException($"\"{key}\" is no folder of the media store.", nameof(key));
        return Path.Combine(root, key.Replace('/', Path.DirectorySeparatorChar));
    }
}
