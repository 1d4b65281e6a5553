namespace Promozilla.Messaging.Contracts;

/// <summary>Command, Worker to Scraper: read one category of one store, all its pages.</summary>
/// <param name="RunId">The scrape run that asked.</param>
/// <param name="StoreKey">The store, as in its definition.</param>
/// <param name="Category">The category's name in the definition.</param>
/// <param name="Definition">The store's definition as JSON: the Scraper keeps no state of its own.</param>
/// <param name="ObservedAt">UTC. Null: now. Given when sample nights are played in, so that their prices stand where they belong.</param>
public sealed record ScrapeCategory(Guid RunId, string StoreKey, string Category, string Definition, DateTimeOffset? ObservedAt = null) : IMessage
{
    public static string Queue => "scrape-category";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(RunId, StoreKey, Category);
}
