namespace Promozilla.Messaging.Contracts;

/// <summary>Command, Worker to Scraper: fetch a product's picture and keep it in the media store.</summary>
/// <param name="Hosts">The store's hosts (host or host:port): the picture must come from one of these or their image hosts.</param>
public sealed record FetchThumbnail(long ListingId, string StoreKey, string ImageUrl, IReadOnlyList<string> Hosts) : IMessage
{
    public static string Queue => "fetch-thumbnail";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(ListingId, ImageUrl);
}

/// <summary>Event, Scraper to Worker: the picture is in the media store under its content hash.</summary>
/// <param name="MediaHash">Lower-case hex SHA-256 of the widest one, also its name; null when the picture was refused.</param>
/// <param name="MediaType">image/webp, image/png, image/jpeg or image/gif.</param>
public sealed record ThumbnailStored(long ListingId, string ImageUrl, string? MediaHash, string? MediaType, string? Refusal) : IMessage
{
    /// <summary>The widths in pixels that are stored, ascending.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];

    public static string Queue => "thumbnail-stored";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(ListingId, ImageUrl, MediaHash ?? "refused");
}
