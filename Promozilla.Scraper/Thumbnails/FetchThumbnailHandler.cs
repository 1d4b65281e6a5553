using Microsoft.Extensions.Options;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Fetching;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>Fetches a product's picture with the same courtesies as a page and keeps it; a refusal is said, not retried for ever.</summary>
public sealed class FetchThumbnailHandler(PageFetcher fetcher, ThumbnailStore store, MessagePublisher publisher, IOptions<ScraperOptions> options) : IMessageHandler<FetchThumbnail>
{
    public async Task HandleAsync(FetchThumbnail message, CancellationToken cancellationToken) =>
        await publisher.PublishAsync(await FetchAsync(message, cancellationToken), cancellationToken);

    private async Task<ThumbnailStored> FetchAsync(FetchThumbnail message, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(message.ImageUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return Refused(message, "not an http(s) address");
        // Pictures often come from an image host of somebody else's: any public one will do.
        var isListed = options.Value.PrivateHosts.Contains($"{url.Host}:{url.Port}", StringComparer.OrdinalIgnoreCase);
        var courtesy = new Courtesy(null, isListed ? 0 : 1, isListed ? 0 : 0.5);
        var (response, refusal) = await fetcher.SendAsync($"images:{message.StoreKey}", () => new HttpRequestMessage(HttpMethod.Get, url), courtesy, cancellationToken);
        using (response)
        {
            refusal ??= PageFetcher.Refusal(response!);
            if (refusal is not null) return Refused(message, refusal is FetchResult.Failed failed ? failed.Reason : refusal is FetchResult.Blocked blocked ? blocked.Reason : "gone");
            var bytes = await response!.Content.ReadAsByteArrayAsync(cancellationToken);
            if (ImageHeader.Read(bytes) is not { } header) return Refused(message, "not a PNG, JPEG, WebP or GIF");
            if ((long)header.Width * header.Height > ImageHeader.MostPixels) return Refused(message, $"{header.Width} x {header.Height} pixels are too many");
            var (hash, type) = await store.KeepAsync(bytes, header, cancellationToken);
            return new ThumbnailStored(message.ListingId, message.ImageUrl, hash, type, null);
        }
    }

    private static ThumbnailStored Refused(FetchThumbnail message, string reason) => new(message.ListingId, message.ImageUrl, null, null, reason);
}
