using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Reads an answer to its end, but not beyond the cap, counted after decompression: a zip bomb costs what a page costs. Of a longer
/// robots.txt the beginning counts (RFC 9309, 2.5).
/// </summary>
public sealed class SizeCapHandler(IOptions<ScraperOptions> options) : DelegatingHandler
{
    public const int RobotsBytes = 512 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var isRobots = Courtesy.Of(request).IsRobots;
            var headers = response.Content.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToArray());
            var kept = new ByteArrayContent(await ReadAsync(response.Content, isRobots ? RobotsBytes : options.Value.MaxBytes, isRobots, cancellationToken));
            // The length is that of the answer on its way, the encoding is undone.
            foreach (var (name, values) in headers.Where(header => header.Key is not ("Content-Length" or "Content-Encoding"))) kept.Headers.TryAddWithoutValidation(name, values);
            response.Content = kept;
            return response;
        }
        catch (InvalidDataException garbled)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "the answer can't be decompressed", garbled);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int cap, bool cuts, CancellationToken cancellationToken)
    {
        if (!cuts && content.Headers.ContentLength > cap) throw new FetchRefusedException($"the answer is larger than {cap} bytes");
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            var room = cap - (int)kept.Length;
            if (read > room && !cuts) throw new FetchRefusedException($"the answer is larger than {cap} bytes");
            kept.Write(buffer, 0, Math.Min(read, room));
            if (read >= room && cuts) break;
        }

        return kept.ToArray();
    }
}
