namespace Promozilla.Messaging.Contracts;

/// <summary>Event, Scraper to Worker: what one part of one page said. At most <see cref="MaxItems"/> items.</summary>
/// <param name="Page">Which page of the category, from 1.</param>
/// <param name="Part">Which part of that page, from 1.</param>
/// <param name="ObservedAt">UTC.</param>
public sealed record ListingsObserved(
    Guid RunId,
    string StoreKey,
    string Category,
    int Page,
    int Part,
    DateTimeOffset ObservedAt,
    IReadOnlyList<ObservedListing> Items) : IMessage
{
    public const int MaxItems = 200;
    public static string Queue => "listings-observed";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(RunId, StoreKey, Category, Page, Part);
}

/// <summary>One item as read. A field that could not be read is null. Words are those of Promozilla.ServiceDefaults.Vocabulary.</summary>
/// <param name="ItemId">The store's own id of the item, stable over time; unique within the store.</param>
/// <param name="Url">Absolute.</param>
/// <param name="Title">As the store writes it, whole, entities decoded, white space folded.</param>
/// <param name="Price">What a shopper pays now, without delivery, without coupons.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ClaimedPrice">The struck-through price, only when it is above <paramref name="Price"/>.</param>
/// <param name="ClaimedKind">What the store says that price is.</param>
/// <param name="Gtin">GTIN-13, check digit right, never an in-store (2xx) code.</param>
/// <param name="Image">Absolute URL of the picture.</param>
/// <param name="Kind">game, console, accessory or other.</param>
/// <param name="Platform">switch, switch2, switch_both or other.</param>
/// <param name="Edition">Normalised edition ("deluxe", "collectors"), empty for the standard one.</param>
/// <param name="TitleKey">The normalised title: same key, platform, edition, kind and format mean the same product.</param>
/// <param name="DisplayTitle">The title without platform, condition and shop noise, as a shopper would write it.</param>
public sealed record ObservedListing(
    string ItemId,
    string Url,
    string Title,
    decimal? Price,
    string? Currency,
    decimal? ClaimedPrice,
    string? ClaimedKind,
    string Availability,
    string Condition,
    string? Format,
    string? Gtin,
    string? Image,
    string? Seller,
    string Kind,
    string Platform,
    string Edition,
    string TitleKey,
    string DisplayTitle)
{
    /// <summary>For the person who judges this reading, if one must: it says nothing of the item.</summary>
    public ReadingEvidence? Evidence { get; init; }
}

/// <param name="Page">The key in the media store under which the page as it came is kept for some days, unless it was too large; null: it is not.</param>
/// <param name="Sources">Where on the page each field stood, by the field's name: json-ld:offers.price, css:span.price...</param>
public sealed record ReadingEvidence(string? Page, IReadOnlyDictionary<string, string> Sources);
