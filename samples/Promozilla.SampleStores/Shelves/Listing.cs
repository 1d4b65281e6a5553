using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Products;

namespace Promozilla.SampleStores.Shelves;

/// <summary>One store's page for one thing.</summary>
/// <param name="Gtin">What the store's page shows; used goods carry the shop's own number.</param>
/// <param name="Chance">All luck of this listing comes from here.</param>
public sealed record Listing(
    int Index,
    StoreProfile Store,
    string ItemId,
    Product Product,
    bool IsUsed,
    string Title,
    string Slug,
    string Gtin,
    Chance Chance)
{
    /// <summary>Path of its page under the store's prefix.</summary>
    public string Path { get; init; } = "";

    public string Condition => IsUsed ? ServiceDefaults.Condition.Used : ServiceDefaults.Condition.New;
}
