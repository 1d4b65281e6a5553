using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>Reads an answer to its end, but not beyond the cap, counted after decompression: a zip bomb costs what a page costs.</summary>
public sealed class SizeCapHandler(IOptions<ScraperOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var cap = options.Value.MaxBytes;
        try
        {
            if (response.Content.Headers.ContentLength > cap) throw new FetchRefusedException($"the answer is larger than {cap} bytes");
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var kept = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (kept.Length + read > cap) throw new FetchRefusedException($"the answer is larger than {cap} bytes");
                kept.Write(buffer, 0, read);
            }

            var type = response.Content.Headers.ContentType;
            response.Content = new ByteArrayContent(kept.ToArray());
            response.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type.ToString());
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
