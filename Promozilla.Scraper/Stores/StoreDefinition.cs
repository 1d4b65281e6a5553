using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores;

/// <summary>A store as data: where its shelves are, how to page through them, where an item's fields stand. One JSON file a store.</summary>
/// <param name="Key">Stable, lower case with dashes.</param>
/// <param name="Market">ISO 3166 country.</param>
/// <param name="Currency">ISO 4217, used where the page names none.</param>
/// <param name="BaseUrl">Scheme and host, or with a path prefix; category paths are appended to it.</param>
/// <param name="Hosts">The only hosts (host or host:port) that are visited.</param>
public sealed record StoreDefinition(
    string Key,
    string Name,
    string Market,
    string Culture,
    string Currency,
    bool Enabled,
    string? DisabledReason,
    string BaseUrl,
    IReadOnlyList<string> Hosts,
    Politeness Politeness,
    Delivery Delivery,
    IReadOnlyList<StoreCategory> Categories,
    Paging Paging,
    ItemPlace Items,
    IReadOnlyDictionary<string, IReadOnlyList<FieldStrategy>> Fields,
    ProductPage Product,
    IReadOnlyList<Canary> Canaries,
    Vocabulary Vocabulary)
{
    /// <summary>Of its text: tells with which version of a definition something was read.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Reads and checks a definition.</summary>
    /// <exception cref="StoreDefinitionException">Something is missing or wrong; the message names the JSON path.</exception>
    public static StoreDefinition Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return StoreDefinitionParser.Parse(new DefinitionNode("$", document.RootElement)) with { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16] };
        }
        catch (JsonException broken)
        {
            throw new StoreDefinitionException("$", $"not valid JSON: {broken.Message}");
        }
    }

    public StoreCategory? Category(string name) => Categories.FirstOrDefault(category => category.Name == name);

    public Uri Url(string path) => new(BaseUrl.TrimEnd('/') + path);
}

/// <summary>How gently a store is asked. Seconds; requests a run.</summary>
public sealed record Politeness(double DelaySeconds, double JitterSeconds, int MaxRequests);

/// <summary>What delivery costs, in the store's currency; null where it is not known.</summary>
/// <param name="Fee">To the mainland, from <paramref name="FreeFrom"/> on nothing.</param>
/// <param name="PickupFee">What fetching it from a shop costs; null also where there is none.</param>
public sealed record Delivery(decimal? Fee, decimal? FreeFrom, decimal? AzoresFee, decimal? MadeiraFee, decimal? PickupFee);

/// <summary>One shelf, or one feed that holds several.</summary>
/// <param name="Kind">A word of ProductKind; null when the shelf mixes kinds.</param>
/// <param name="Platform">A word of Platform; null when the shelf mixes platforms.</param>
/// <param name="Condition">A word of Condition when all its items share it.</param>
/// <param name="Format">A word of Format when all its items share it, such as downloads; otherwise the title says.</param>
/// <param name="Slug">What the store calls it in a form, where the path is the same for all.</param>
/// <param name="Shelves">Where the feed mixes shelves: only items with one of these labels are kept.</param>
public sealed record StoreCategory(
    string Name, string? Kind, string? Platform, string Path, string? Condition, string? Format, string? Slug, IReadOnlyList<Shelf> Shelves);

/// <summary>Items with this label (the store's type or tag) belong to this kind and platform.</summary>
public sealed record Shelf(string Label, string? Kind, string? Platform);

/// <param name="Kind">pageNumber, offset, form, cursor or none.</param>
/// <param name="Parameter">The query parameter that holds the page or the cursor. A cursor without one is the next page's address.</param>
/// <param name="First">The first page's number, or its offset.</param>
/// <param name="Size">Items a page, by which an offset grows.</param>
/// <param name="Form">Fields of the posted form; {slug} and {page} are filled in.</param>
/// <param name="Headers">Sent with each page; {base} and {slug} are filled in.</param>
/// <param name="Total">How many items the category has, in a JSON answer.</param>
/// <param name="Next">The cursor of the page that follows, in a JSON answer; the last page has none.</param>
public sealed record Paging(
    string Kind, string? Parameter, int First, int Size, int MaxPages, IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, string> Headers, JsonPath? Total, JsonPath? Next)
{
    public const string PageNumber = "pageNumber";
    public const string Offset = "offset";
    public const string Posted = "form";
    public const string Cursor = "cursor";
    public const string None = "none";
}

/// <summary>The store's own words and what they mean, tried before the common ones.</summary>
public sealed record Vocabulary(IReadOnlyDictionary<string, string> Availability, IReadOnlyDictionary<string, string> Condition);
