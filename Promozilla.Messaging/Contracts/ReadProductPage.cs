namespace Promozilla.Messaging.Contracts;

/// <summary>Command, Worker to Scraper: read one product's own page.</summary>
/// <param name="CheckId">What the answer belongs to; one for each attempt.</param>
/// <param name="RunId">The run that asked.</param>
/// <param name="Definition">The store's definition as JSON.</param>
/// <param name="ItemId">The store's own id of the item, where it is known: tells it from others that its page shows.</param>
/// <param name="Url">Absolute, on one of the store's hosts.</param>
public sealed record ReadProductPage(Guid CheckId, Guid RunId, string StoreKey, string Definition, string? ItemId, string Url) : IMessage
{
    public static string Queue => "read-product-page";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(CheckId);
}

/// <summary>Event, Scraper to Worker: what a product's own page says, or why nothing is known of it.</summary>
/// <param name="Outcome">A word of ScrapeOutcome.</param>
/// <param name="Reason">In plain words, when the outcome is not observed.</param>
/// <param name="ObservedAt">UTC.</param>
/// <param name="Product">Null unless observed.</param>
public sealed record ProductPageRead(
    Guid CheckId, Guid RunId, string StoreKey, string Outcome, string? Reason, DateTimeOffset ObservedAt, SeenProduct? Product) : IMessage
{
    public static string Queue => "product-page-read";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(CheckId, "read");
}

/// <summary>The product that a page is about. What the page does not say is null.</summary>
/// <param name="TitleKey">The normalised title, as in <see cref="ObservedListing"/>.</param>
/// <param name="Price">What a shopper pays now; null also where nobody can buy it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Availability">A word of Availability.</param>
public sealed record SeenProduct(string Title, string TitleKey, decimal? Price, string? Currency, string Availability, string? Gtin);
