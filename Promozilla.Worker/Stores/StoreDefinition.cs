using System.Text.Json;

namespace Promozilla.Worker.Stores;

/// <summary>What the Worker reads of a store's definition; the rest is the Scraper's and passes through as it stands.</summary>
public sealed record StoreDefinition(
    string Key,
    string Name,
    string Market,
    bool Enabled,
    string? DisabledReason,
    IReadOnlyList<string> Hosts,
    StoreDefinition.DeliveryRules? Delivery,
    IReadOnlyList<StoreDefinition.StoreCategory> Categories)
{
    public sealed record DeliveryRules(
        decimal? Fee, decimal? FreeFrom, decimal? IslandsFee, decimal? AzoresFee = null, decimal? MadeiraFee = null, decimal? PickupFee = null);

    public sealed record StoreCategory(string Name);

    public static StoreDefinition Parse(string json)
    {
        var definition = JsonSerializer.Deserialize<StoreDefinition>(json, JsonSerializerOptions.Web);
        return definition is { Key.Length: > 0, Name.Length: > 0, Hosts: not null, Categories: not null }
            ? definition with { Market = definition.Market ?? ServiceDefaults.Market.First }
            : throw new InvalidDataException("A store definition needs key, name, hosts and categories.");
    }
}
