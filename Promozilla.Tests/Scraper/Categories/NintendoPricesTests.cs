using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>The eShop's catalogue and its price API, both on the loopback.</summary>
public sealed class NintendoPricesTests
{
    [Theory]
    [InlineData(50, "50")]
    [InlineData(51, "50 1")]
    [InlineData(120, "50 50 20")]
    public async Task Prices_are_asked_for_in_batches_of_fifty(int games, string batches)
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => request.Path == "/pt/select" ? Catalogue(request, games) : Prices(Ids(request), id => OnSale(id, "9.99")));
        var (end, parts) = await shop.ScrapeAsync(Definition(shop));
        var asked = shop.Asked.Where(line => line.Contains("/v1/price?country=PT&lang=pt&ids=", StringComparison.Ordinal)).Select(line => line.Split("ids=")[1].Split(',').Length);
        Assert.Equal(batches, string.Join(' ', asked));
        Assert.Equal((ScrapeOutcome.Observed, games), (end.Outcome, end.Items));
        Assert.All(Listings(parts), listing => Assert.Equal((9.99m, "EUR", Format.Digital, Platform.Switch, Availability.InStock), (listing.Price, listing.Currency, listing.Format, listing.Platform, listing.Availability)));
    }

    [Fact]
    public async Task Answers_in_any_order_belong_to_their_titles_and_what_is_missing_has_no_price()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => request.Path == "/pt/select" ? Catalogue(request, 4)
            : $$"""{"personalized":false,"country":"PT","prices":[{{OnSale(Id(2), "2.50")}},{"title_id":{{Id(1)}},"sales_status":"not_found"},{{OnSale("70010000099999", "1.00")}},{{Reduced(Id(0))}}]}""");
        var (_, parts) = await shop.ScrapeAsync(Definition(shop));
        Assert.Equal(
            [$"{Id(0)} 9.99 19.99 previous in_stock", $"{Id(1)}    unknown", $"{Id(2)} 2.50   in_stock", $"{Id(3)}    unknown"],
            Listings(parts).Select(listing => FormattableString.Invariant($"{listing.ItemId} {listing.Price} {listing.ClaimedPrice} {listing.ClaimedKind} {listing.Availability}")));
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":\"4000\"}}")]
    [InlineData("<html>Serviço em manutenção</html>")]
    [InlineData(null)]
    public async Task A_price_api_that_fails_leaves_prices_unknown_and_never_zero(string? answer)
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => request.Path == "/pt/select" ? Catalogue(request, 3) : answer);
        var (end, parts) = await shop.ScrapeAsync(Definition(shop));
        Assert.Equal((ScrapeOutcome.Observed, 3, 0m), (end.Outcome, end.Items, end.FieldFill["price"]));
        Assert.All(Listings(parts), listing => Assert.Equal((null, null, Availability.Unknown), (listing.Price, listing.ClaimedPrice, listing.Availability)));
    }

    [Fact]
    public async Task A_price_api_that_refuses_us_ends_the_category()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request =>
        {
            if (request.Path == "/pt/select") return Catalogue(request, 3);
            request.HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
            return "";
        });
        var (end, parts) = await shop.ScrapeAsync(Definition(shop));
        Assert.Equal((ScrapeOutcome.Blocked, 0), (end.Outcome, parts.Count));
        Assert.Contains("price API", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_paged_by_start_and_rows()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => request.Path == "/pt/select" ? Catalogue(request, 230) : Prices(Ids(request), id => OnSale(id, "9.99")));
        var (end, _) = await shop.ScrapeAsync(Definition(shop));
        Assert.Equal(230, end.Items);
        var pages = shop.Asked.Where(line => line.Contains("/pt/select", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, pages.Count);
        Assert.Contains("&rows=200", pages[0], StringComparison.Ordinal);
        Assert.EndsWith("&start=200", pages[1], StringComparison.Ordinal);
    }

    private static string Definition(ShopWithShelves shop) => File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "nintendo-eshop.json"))
        .Replace("https://searching.nintendo-europe.com", "http://HOST", StringComparison.Ordinal).Replace("https://api.ec.nintendo.com", "http://HOST", StringComparison.Ordinal)
        .Replace("\"searching.nintendo-europe.com\"", $"\"{shop.Host}\"", StringComparison.Ordinal).Replace("\"delaySeconds\": 4, \"jitterSeconds\": 2", "\"delaySeconds\": 0, \"jitterSeconds\": 0", StringComparison.Ordinal);

    private static IEnumerable<ObservedListing> Listings(List<ListingsObserved> parts) => parts.SelectMany(part => part.Items);

    private static string Id(int number) => FormattableString.Invariant($"7001{number:0000000000}");

    private static string[] Ids(HttpRequest request) => request.Query["ids"].ToString().Split(',');

    private static string Catalogue(HttpRequest request, int games)
    {
        var start = int.TryParse(request.Query["start"], out var given) ? given : 0;
        var docs = Enumerable.Range(0, games).Skip(start).Take(200).Select(n => $$"""{"fs_id":"{{n}}","title":"Jogo {{n}}","url":"/pt-pt/jogo-{{n}}.html","nsuid_txt":["{{Id(n)}}"],"price_regular_f":59.99,"price_lowest_f":59.99,"playable_on_txt":["HAC"]}""");
        return $$"""{"response":{"numFound":{{games}},"start":{{start}},"docs":[{{string.Join(',', docs)}}]} }""";
    }

    private static string Prices(string[] ids, Func<string, string> price) => $$"""{"personalized":false,"country":"PT","prices":[{{string.Join(',', ids.Select(price))}}]}""";

    private static string OnSale(string id, string amount) => $$"""{"title_id":{{id}},"sales_status":"onsale","regular_price":{"amount":"{{amount.Replace('.', ',')}} €","currency":"EUR","raw_value":"{{amount}}"} }""";

    private static string Reduced(string id) => $$"""{"title_id":{{id}},"sales_status":"onsale","regular_price":{"currency":"EUR","raw_value":"19.99"},"discount_price":{"currency":"EUR","raw_value":"9.99"} }""";
}
