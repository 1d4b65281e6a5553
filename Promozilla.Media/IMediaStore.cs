namespace Promozilla.Media;

/// <summary>
/// Objects by key: a folder, or a bucket that speaks S3. A key is a relative path of lower-case words (<c>pages/store/good/games.json.gz</c>); its
/// extension is the object's content type, so both implementations give back the same.
/// </summary>
public interface IMediaStore
{
    /// <summary>Writes the whole object or nothing; readers see what stood there before until it is complete. Writing the same twice is the same.</summary>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The object, whose stream is the caller's to dispose; null when there is none.</summary>
    Task<MediaObject?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>What stands under a prefix ("pages/store/"), in the ordinal order of the keys.</summary>
    IAsyncEnumerable<MediaEntry> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes an object; one that is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}

/// <param name="Modified">UTC, by the store's clock.</param>
public sealed record MediaEntry(string Key, long Length, DateTimeOffset Modified);

public sealed record MediaObject(Stream Content, string ContentType, long Length) : IAsyncDisposable
{
    /// <summary>Reads to the end, but not beyond <paramref name="most"/> bytes.</summary>
    /// <exception cref="InvalidDataException">The object is larger.</exception>
    public async Task<byte[]> ReadAsync(int most, CancellationToken cancellationToken)
    {
        if (Length > most) throw new InvalidDataException($"The object is larger than {most} bytes.");
        var bytes = new byte[Length];
        await Content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
