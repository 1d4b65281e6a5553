using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Nintendo's European answers: the Solr catalogue (response.docs) and, by itself, the price API.</summary>
public static class NintendoReader
{
    private static readonly Uri Site = new("https://www.nintendo.com");

    /// <summary>The items; null when it is neither answer.</summary>
    public static IReadOnlyList<RawItem>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (NintendoPrice.Read(root) is { } prices) return [.. prices.Select(Priced)];
        if (JsonPath.Parse("response.docs").First(root) is not { ValueKind: JsonValueKind.Array } docs) return null;
        var games = docs.EnumerateArray().Where(doc => doc.ValueKind == JsonValueKind.Object).ToList();
        return games.Count == 0 || games.Exists(doc => doc.TryGet("fs_id", out _)) ? [.. games.Select(Game)] : null;
    }

    private static RawItem Priced(NintendoPrice price)
    {
        var item = new RawItem();
        item.Set(Field.Id, price.Id, "json:prices.title_id");
        item.Set(Field.Price, Text(price.Reduced ?? price.Regular), price.Reduced is null ? "json:prices.regular_price" : "json:prices.discount_price");
        if (price.Reduced is not null) item.Set(Field.OldPrice, Text(price.Regular), "json:prices.regular_price");
        item.Set(Field.Currency, price.Currency, "json:prices.currency");
        item.Set(Field.Availability, price.Availability, "json:prices.sales_status");
        item.Set(Field.PriceFrom, price.From?.ToString("O", CultureInfo.InvariantCulture), "json:prices.discount_price.start_datetime");
        item.Set(Field.PriceUntil, price.Until?.ToString("O", CultureInfo.InvariantCulture), "json:prices.discount_price.end_datetime");
        return item;
    }

    private static RawItem Game(JsonElement game)
    {
        var item = new RawItem();
        item.Set(Field.Name, JsonPath.Text(game, "title") ?? JsonPath.Text(game, "title_master_s"), "json:docs.title");
        item.Set(Field.Id, Texts(game, "nsuid_txt").OrderBy(id => !NintendoPrice.IsForSale(id)).FirstOrDefault() ?? JsonPath.Text(game, "fs_id"), "json:docs.nsuid_txt");
        var address = JsonPath.Text(game, "url");
        item.Set(Field.Url, address is not null && Uri.TryCreate(Site, address, out var url) ? url.AbsoluteUri : null, "json:docs.url");
        item.Set(Field.Image, JsonPath.Text(game, "image_url_sq_s") ?? JsonPath.Text(game, "image_url"), "json:docs.image_url");
        // -1 and 999999 stand for "no price".
        var now = Amount(game, "price_discounted_f") ?? Amount(game, "price_lowest_f") ?? Amount(game, "price_regular_f");
        item.Set(Field.Price, now, "json:docs.price_lowest_f");
        item.Set(Field.OldPrice, Amount(game, "price_regular_f"), "json:docs.price_regular_f");
        item.Set(Field.Currency, NintendoPrice.CurrencyOf(address?.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Split('-')[^1]), "json:docs.url");
        if (JsonPath.Text(game, "eshop_removed_b") == "true") item.Set(Field.Availability, Availability.OutOfStock, "json:docs.eshop_removed_b");
        else if (now is not null) item.Set(Field.Availability, Availability.InStock, "json:docs.price_lowest_f");
        item.Set(Field.ReleaseDate, Texts(game, "dates_released_dts").FirstOrDefault(), "json:docs.dates_released_dts");
        if (Platform(game) is { } platform) item.Labels.Add(platform);
        return item;
    }

    // A Switch 2 (BEE) plays what was made for the Switch (HAC): what a game was made for says which it is.
    private static string? Platform(JsonElement game)
    {
        var playable = Texts(game, "playable_on_txt").ToList();
        return JsonPath.Text(game, "originally_for_t") ?? (playable.Contains("HAC", StringComparer.OrdinalIgnoreCase) ? "HAC" : playable.FirstOrDefault());
    }

    private static string? Amount(JsonElement game, string property) =>
        game.TryGet(property, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount is >= 0 and < 999999 ? Text(amount) : null;

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(JsonElement game, string property) =>
        game.TryGet(property, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(entry => JsonPath.Text(entry)).OfType<string>() : [];
}
