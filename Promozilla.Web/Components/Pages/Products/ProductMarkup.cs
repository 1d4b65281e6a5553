using System.Text.Json;
using System.Text.Json.Serialization;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Products;

/// <summary>The product as schema.org tells it to search engines: a block of data, which no browser runs.</summary>
public static class ProductMarkup
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(ProductDetails details, StoreDirectory stores, Func<string, Uri> absolute)
    {
        var product = details.Product;
        var offers = details.Offers.Where(offer => offer.CanBuy && offer.Condition is Condition.New).ToList();
        var markup = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = product.Title,
            ["url"] = absolute($"/p/{product.Slug}"),
            ["image"] = Pictures.Address(product.ImageHash, product.ImageType) is { } image ? absolute(image) : null,
            ["category"] = product.Kind,
            ["offers"] = offers.Count is 0 ? null : new Dictionary<string, object?>
            {
                ["@type"] = "AggregateOffer",
                ["priceCurrency"] = MarketOfRequest.Current.Currency,
                ["lowPrice"] = Money.Machine(offers.Min(offer => offer.Price)),
                ["highPrice"] = Money.Machine(offers.Max(offer => offer.Price)),
                ["offerCount"] = offers.Count,
                ["offers"] = offers.ConvertAll(offer => Offer(offer, stores)),
            },
        };
        // The default encoder writes "<" as an escape, so no title can end the block.
        return JsonSerializer.Serialize(markup, Json);
    }

    private static Dictionary<string, object?> Offer(Offer offer, StoreDirectory stores) => new()
    {
        ["@type"] = "Offer",
        ["price"] = Money.Machine(offer.Price),
        ["priceCurrency"] = MarketOfRequest.Current.Currency,
        ["availability"] = offer.Availability is Availability.InStock ? "https://schema.org/InStock" : "https://schema.org/PreOrder",
        ["itemCondition"] = "https://schema.org/NewCondition",
        ["url"] = StoreLinks.IsWeb(offer.Url) ? offer.Url : null,
        ["seller"] = new Dictionary<string, object?> { ["@type"] = "Organization", ["name"] = stores.Name(offer.StoreKey) },
    };
}
