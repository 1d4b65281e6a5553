using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Media;

/// <summary>Writes an object, reads it and takes it away.</summary>
internal sealed class MediaCheck(IMediaStore media, IOptions<MediaOptions> options) : IDoctorCheck
{
    public string Name => "media store";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var place = options.Value.Bucket is { Length: > 0 } bucket ? $"bucket {bucket}" : $"folder {options.Value.Directory}";
        var key = $"doctor/{Guid.NewGuid():n}.json";
        byte[] content = [.. "{}"u8];
        try
        {
            await media.PutAsync(key, content, cancellationToken);
            await using var back = await media.GetAsync(key, cancellationToken);
            if (back is null || !(await back.ReadAsync(content.Length, cancellationToken)).SequenceEqual(content)) return Finding.Wrong($"{place} does not give back what was written.");
            await media.DeleteAsync(key, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or Amazon.Runtime.AmazonClientException)
        {
            return Finding.Wrong($"{place} can't be written and read (Media:*): {failure.Message}");
        }

        return options.Value.Bucket.Length is 0 && options.Value.Directory == new MediaOptions().Directory
            ? Finding.Poor($"{place} is temporary: set Media:Directory to one that stays and that scraper, worker and site share, or Media:Bucket.")
            : Finding.Ok($"{place} is written and read");
    }
}
