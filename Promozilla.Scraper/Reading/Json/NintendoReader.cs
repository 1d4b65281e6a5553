using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Nintendo's European answers: the Solr catalogue (response.docs) and the price API (prices with title_id).</summary>
public static class NintendoReader
{
    private static readonly Uri Site = new("https://www.nintendo.com");

    /// <summary>The items; null when it is neither answer.</summary>
    public static IReadOnlyList<RawItem>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (root.TryGet("prices", out var prices) && prices.ValueKind == JsonValueKind.Array && root.TryGet("personalized", out _))
            return [.. prices.EnumerateArray().Select(price => Price(price, JsonPath.Text(root, "country")))];
        if (JsonPath.Parse("response.docs").First(root) is not { ValueKind: JsonValueKind.Array } docs) return null;
        var games = docs.EnumerateArray().Where(doc => doc.ValueKind == JsonValueKind.Object).ToList();
        return games.Count == 0 || games.Exists(doc => doc.TryGet("fs_id", out _)) ? [.. games.Select(Game)] : null;
    }

    private static RawItem Price(JsonElement price, string? country)
    {
        var item = new RawItem();
        item.Set(Field.Id, JsonPath.Text(price, "title_id"), "json:prices.title_id");
        var regular = Money(price, "regular_price", out var currency);
        var reduced = Money(price, "discount_price", out var reducedCurrency);
        item.Set(Field.Price, reduced ?? regular, reduced is null ? "json:prices.regular_price" : "json:prices.discount_price");
        if (reduced is not null) item.Set(Field.OldPrice, regular, "json:prices.regular_price");
        item.Set(Field.Currency, currency ?? reducedCurrency ?? Currency(country is null ? null : $"/en-{country.ToLowerInvariant()}/"), "json:prices.currency");
        item.Set(Field.Availability, JsonPath.Text(price, "sales_status") switch
        {
            "onsale" => Availability.InStock,
            "preorder" or "pre_order" => Availability.PreOrder,
            "sales_termination" or "not_sale" => Availability.OutOfStock,
            _ => Availability.Unknown,
        }, "json:prices.sales_status");
        return item;
    }

    private static string? Money(JsonElement price, string property, out string? currency)
    {
        currency = null;
        if (!price.TryGet(property, out var money) || money.ValueKind != JsonValueKind.Object) return null;
        currency = JsonPath.Text(money, "currency");
        return JsonPath.Text(money, "raw_value");
    }

    private static RawItem Game(JsonElement game)
    {
        var item = new RawItem();
        item.Set(Field.Name, JsonPath.Text(game, "title") ?? JsonPath.Text(game, "title_master_s"), "json:docs.title");
        item.Set(Field.Id, First(game, "nsuid_txt") ?? JsonPath.Text(game, "fs_id"), "json:docs.nsuid_txt");
        var address = JsonPath.Text(game, "url");
        item.Set(Field.Url, address is null ? null : new Uri(Site, address).AbsoluteUri, "json:docs.url");
        item.Set(Field.Image, JsonPath.Text(game, "image_url_sq_s") ?? JsonPath.Text(game, "image_url"), "json:docs.image_url");
        // -1 and 999999 stand for "no price".
        var now = Amount(game, "price_discounted_f") ?? Amount(game, "price_lowest_f") ?? Amount(game, "price_regular_f");
        item.Set(Field.Price, now, "json:docs.price_lowest_f");
        item.Set(Field.OldPrice, Amount(game, "price_regular_f"), "json:docs.price_regular_f");
        item.Set(Field.Currency, Currency(address), "json:docs.url");
        if (JsonPath.Text(game, "eshop_removed_b") == "true") item.Set(Field.Availability, Availability.OutOfStock, "json:docs.eshop_removed_b");
        foreach (var platform in Texts(game, "playable_on_txt")) item.Labels.Add(platform);
        return item;
    }

    private static string? Amount(JsonElement game, string property) =>
        game.TryGet(property, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount is >= 0 and < 999999
            ? amount.ToString(CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Texts(JsonElement game, string property) =>
        game.TryGet(property, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(entry => JsonPath.Text(entry)).OfType<string>() : [];

    private static string? First(JsonElement game, string property) => Texts(game, property).FirstOrDefault();

    // Prices follow the country in the address: /pt-pt/ is Portugal, /en-gb/ the United Kingdom.
    private static string? Currency(string? address) => address?.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() switch
    {
        null => null,
        "en-gb" => "GBP",
        "de-ch" or "fr-ch" or "it-ch" => "CHF",
        "en-za" => "ZAR",
        _ => "EUR",
    };
}
