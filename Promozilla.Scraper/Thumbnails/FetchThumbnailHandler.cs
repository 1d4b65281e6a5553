using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Fetching;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>
/// Fetches a product's picture with the same courtesies as a page and keeps it; a refusal is said, not retried for ever. The picture is stored before
/// the answer is published: after a crash between the two the command comes again, stores the same under the same hash and says the same. While nothing can be stored there is no answer:
/// the Worker asks again, and no picture that is well is refused or a dead letter for want of room.
/// </summary>
public sealed partial class FetchThumbnailHandler(
    PageFetcher fetcher, ThumbnailStore store, MessagePublisher publisher, IOptions<ScraperOptions> options, ILogger<FetchThumbnailHandler> logger) : IMessageHandler<FetchThumbnail>
{
    public async Task HandleAsync(FetchThumbnail message, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(await AnswerAsync(message, cancellationToken), cancellationToken);
        }
        catch (MediaUnwritableException full)
        {
            Log.NotKept(logger, message.StoreKey, message.ListingId, full.Message);
        }
    }

    public async Task<ThumbnailStored> AnswerAsync(FetchThumbnail message, CancellationToken cancellationToken)
    {
        var picture = await FetchAsync(message, cancellationToken);
        if (picture is KeptPicture.Refused refused) Log.Refused(logger, message.StoreKey, message.ListingId, message.ImageUrl, refused.Reason);
        return picture is KeptPicture.Stored stored
            ? new ThumbnailStored(message.ListingId, message.ImageUrl, stored.Hash, stored.MediaType, null) { Widths = stored.Widths }
            : new ThumbnailStored(message.ListingId, message.ImageUrl, null, null, (picture as KeptPicture.Refused)?.Reason);
    }

    private async Task<KeptPicture> FetchAsync(FetchThumbnail message, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(message.ImageUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return new KeptPicture.Refused("not an http(s) address");
        // Pictures often come from an image host of somebody else's: any public one will do.
        var isListed = options.Value.PrivateHosts.Contains($"{url.Host}:{url.Port}", StringComparer.OrdinalIgnoreCase);
        var courtesy = new Courtesy(null, isListed ? 0 : 1, isListed ? 0 : 0.5);
        var (response, refusal) = await fetcher.SendAsync($"images:{message.StoreKey}", () => new HttpRequestMessage(HttpMethod.Get, url), courtesy, cancellationToken);
        using (response)
        {
            refusal ??= PageFetcher.Refusal(response!);
            if (refusal is not null) return new KeptPicture.Refused(Reason(refusal));
            return await store.KeepAsync(await response!.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        }
    }

    private static string Reason(FetchResult refusal) => refusal switch
    {
        FetchResult.Failed failed => failed.Reason,
        FetchResult.Blocked blocked => blocked.Reason,
        FetchResult.Gone gone => gone.Reason,
        _ => "no picture came",
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: the picture of listing {Listing} can't be kept now: {Reason}")]
        public static partial void NotKept(ILogger logger, string store, long listing, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Store}: the picture of listing {Listing} ({Url}) was refused: {Reason}")]
        public static partial void Refused(ILogger logger, string store, long listing, string url, string reason);
    }
}
