using System.Text.Json;
using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Reading;

public sealed class NintendoPriceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"sales_status":"onsale","regular_price":{"amount":"19,99 €","currency":"EUR","raw_value":"19.99"}}""", 19.99, null, Availability.InStock)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"currency":"EUR","raw_value":"19.99"},"discount_price":{"currency":"EUR","raw_value":"9.99","start_datetime":"2026-11-20T14:00:00Z","end_datetime":"2026-12-04T22:59:59Z"}}""", 9.99, 19.99, Availability.InStock)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"currency":"EUR","raw_value":"19.99"},"discount_price":{"currency":"EUR","raw_value":"9.99","start_datetime":"2026-11-24T14:00:00Z","end_datetime":"2026-12-04T22:59:59Z"}}""", 19.99, null, Availability.InStock)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"currency":"EUR","raw_value":"19.99"},"discount_price":{"currency":"EUR","raw_value":"9.99","start_datetime":"2026-10-24T14:00:00Z","end_datetime":"2026-11-20T22:59:59Z"}}""", 19.99, null, Availability.InStock)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"currency":"EUR","raw_value":"19.99"},"discount_price":{"currency":"EUR","raw_value":"0.00"}}""", 19.99, null, Availability.InStock)]
    [InlineData("""{"sales_status":"preorder","regular_price":{"currency":"EUR","raw_value":"59.99"}}""", 59.99, null, Availability.PreOrder)]
    [InlineData("""{"sales_status":"sales_termination","regular_price":{"currency":"EUR","raw_value":"9.99"}}""", 9.99, null, Availability.OutOfStock)]
    [InlineData("""{"sales_status":"unreleased"}""", null, null, Availability.Unknown)]
    [InlineData("""{"sales_status":"not_found"}""", null, null, Availability.Unknown)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"amount":"Gratuito","currency":"EUR","raw_value":"0"}}""", null, null, Availability.InStock)]
    [InlineData("""{"sales_status":"onsale","regular_price":{"amount":"?","currency":"EUR","raw_value":"n/a"}}""", null, null, Availability.InStock)]
    public void The_api_decides_and_a_promotion_counts_only_while_it_lasts(string answer, double? price, double? old, string availability)
    {
        using var document = JsonDocument.Parse($$"""{"personalized":false,"country":"PT","prices":[{"title_id":70010000000001,{{answer[1..]}}]}""");
        var item = NintendoPrice.Apply(Catalogued(), Assert.Single(NintendoPrice.Read(document.RootElement)!), Now);
        Assert.Equal(((decimal?)price, (decimal?)old, availability, "EUR"), (item.Price, item.OldPrice, item.Availability, item.Currency));
        Assert.Equal(old is null ? null : ClaimKind.Previous, item.OldPriceKind);
        Assert.Equal(old is not null, item.PriceUntil is not null);
    }

    [Fact]
    public void Where_the_api_says_nothing_the_catalogues_price_is_not_believed()
    {
        var item = NintendoPrice.Apply(Catalogued(), null, Now);
        Assert.Equal((null, null, null, Availability.Unknown), (item.Price, item.OldPrice, item.OldPriceKind, item.Availability));
        Assert.Equal(Availability.OutOfStock, NintendoPrice.Apply(Catalogued() with { Availability = Availability.OutOfStock }, null, Now).Availability);
    }

    [Theory]
    [InlineData("70010000000001", true)]
    [InlineData("70070000000001", true)]
    [InlineData("70030000000001", false)]
    [InlineData("70050000000001", false)]
    [InlineData("1948885", false)]
    [InlineData(null, false)]
    public void Demos_and_add_ons_have_no_price_to_ask_for(string? id, bool isForSale) => Assert.Equal(isForSale, NintendoPrice.IsForSale(id));

    [Fact]
    public void The_catalogue_prefers_the_game_to_its_demo_and_knows_what_machine_it_was_made_for()
    {
        const string json =
            """
            {"response":{"numFound":3,"docs":[
             {"fs_id":"1","title":"Lua Nova","url":"/pt-pt/lua-1.html","nsuid_txt":["70030000000009","70010000000009"],"price_lowest_f":0.0,"playable_on_txt":["HAC","BEE"],"dates_released_dts":["2026-12-04T00:00:00Z"]},
             {"fs_id":"2","title":"Vento","url":"/pt-pt/vento-2.html","price_lowest_f":-1.0,"price_sorting_f":999999.0,"playable_on_txt":["BEE"],"dates_released_dts":["2050-12-31T00:00:00Z"]},
             {"fs_id":"3","title":"Mar","url":"/pt-pt/mar-3.html","originally_for_t":"BEE","playable_on_txt":["HAC","BEE"],"price_lowest_f":999999.0,"eshop_removed_b":true}]}}
            """;
        var items = Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(json, null), Promozilla.Scraper.Stores.StoreDefinitions.Find("nintendo-eshop"))).Items;
        Assert.Equal(["70010000000009 HAC   12/04/2026 in_stock", "2 BEE    unknown", "3 BEE    out_of_stock"], items.Select(item => FormattableString.Invariant($"{item.Id} {item.Labels[0]} {item.Price} {item.OldPrice} {item.ReleaseDate} {item.Availability}")));
    }

    private static PageItem Catalogued() => new("Lua Nova", 4.99m, "EUR", 19.99m, ClaimKind.Previous, Availability.InStock, null, null, "70010000000001", "https://www.nintendo.com/x", null, null, [], new Dictionary<string, string>());
}
