using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Media;

/// <summary>Writes an object, reads it and takes it away; of who only reads, which may have no right to more, only looks.</summary>
internal sealed class MediaCheck(IMediaStore media, IOptions<MediaOptions> options, bool writes) : IDoctorCheck
{
    public string Name => "media store";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var place = options.Value.Bucket is { Length: > 0 } bucket ? $"bucket {bucket}" : $"folder {options.Value.Directory}";
        var done = writes ? "written and read" : "read";
        try
        {
            if (await TryAsync(place, cancellationToken) is { } finding) return finding;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or Amazon.Runtime.AmazonClientException)
        {
            return Finding.Wrong($"{place} can't be {done} (Media:*): {failure.Message}");
        }

        return options.Value.Bucket.Length is 0 && options.Value.Directory == new MediaOptions().Directory
            ? Finding.Poor($"{place} is temporary: set Media:Directory to one that stays and that scraper, worker and site share, or Media:Bucket.")
            : Finding.Ok($"{place} is {done}");
    }

    private async Task<Finding?> TryAsync(string place, CancellationToken cancellationToken)
    {
        if (!writes)
        {
            await using var entries = media.ListAsync("doctor/", cancellationToken).GetAsyncEnumerator(cancellationToken);
            await entries.MoveNextAsync();
            return options.Value.Bucket.Length > 0 || Directory.Exists(options.Value.Directory) ? null : Finding.Poor($"{place} is not there yet: the scraper makes it with its first picture, where it says the same (Media:Directory).");
        }

        var key = $"doctor/{Guid.NewGuid():n}.json";
        byte[] content = [.. "{}"u8];
        await media.PutAsync(key, content, cancellationToken);
        await using var back = await media.GetAsync(key, cancellationToken);
        if (back is null || !(await back.ReadAsync(content.Length, cancellationToken)).SequenceEqual(content)) return Finding.Wrong($"{place} does not give back what was written.");
        await media.DeleteAsync(key, cancellationToken);
        return null;
    }
}
