using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Promozilla.SampleStores.Control;

namespace Promozilla.Tests.SampleStores;

public sealed class ControlTests(RunningStores stores) : IClassFixture<RunningStores>
{
    private const string Shelf = "/ilha-pixel/products.json?limit=250";

    [Fact]
    public async Task Another_day_has_other_prices_and_the_page_says_what_the_truth_says()
    {
        await SetDayAsync("2026-09-02");
        var truth = await stores.JsonAsync("/_control/truth");
        Assert.Equal("2026-09-02", truth.GetProperty("date").GetString());
        var expected = truth.GetProperty("offers").EnumerateArray().Where(o => o.GetProperty("store").GetString() == "ilha-pixel")
            .ToDictionary(o => o.GetProperty("itemId").GetString()!, o => o.GetProperty("price").GetDecimal());
        foreach (var product in (await stores.JsonAsync(Shelf)).GetProperty("products").EnumerateArray())
            Assert.Equal(expected[product.GetProperty("id").ToString()], PriceOf(product));
        var before = await stores.Client.GetStringAsync(Shelf);
        await SetDayAsync("2026-09-12");
        Assert.NotEqual(before, await stores.Client.GetStringAsync(Shelf));
    }

    [Fact]
    public async Task The_falls_of_a_day_name_what_an_end_to_end_test_can_wish_for()
    {
        var falls = (await stores.JsonAsync("/_control/falls?date=2026-11-22")).EnumerateArray().ToArray();
        var wish = falls.First(f => f.GetProperty("true").GetBoolean());
        Assert.True(wish.GetProperty("after").GetDecimal() < wish.GetProperty("lowest30").GetDecimal());
        foreach (var name in (string[])["store", "itemId", "title", "gtin", "before", "after", "claimed", "story"])
            Assert.True(wish.TryGetProperty(name, out _), name);
    }

    [Theory]
    [InlineData(Faults.ServerError, HttpStatusCode.InternalServerError)]
    [InlineData(Faults.TooMany, HttpStatusCode.TooManyRequests)]
    [InlineData(Faults.BotWallForbidden, HttpStatusCode.Forbidden)]
    [InlineData(Faults.BotWall, HttpStatusCode.OK)]
    public async Task A_store_that_refuses_answers_so_until_it_is_well_again(string fault, HttpStatusCode status)
    {
        await stores.FaultAsync("castelo", fault);
        using (var answer = await stores.Client.GetAsync("/castelo/pt/jogos-switch-2/"))
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(fault == Faults.TooMany, answer.Headers.RetryAfter is not null);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("product-miniature", html, StringComparison.Ordinal);
            Assert.Equal(fault.StartsWith("botwall", StringComparison.Ordinal), html.Contains("captcha", StringComparison.Ordinal));
        }

        using (var other = await stores.Client.GetAsync("/cogumelo/pt/3175-jogos-nintendo-switch-2"))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await stores.FaultAsync("castelo", Faults.None);
        Assert.Contains("product-miniature", await stores.Client.GetStringAsync("/castelo/pt/jogos-switch-2/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_answer_ends_before_what_it_declared()
    {
        await stores.FaultAsync("castelo", Faults.Cut);
        await Assert.ThrowsAsync<HttpRequestException>(() => stores.Client.GetStringAsync("/castelo/pt/jogos-switch-2/"));
        await stores.FaultAsync("castelo", Faults.None);
    }

    [Fact]
    public async Task A_slow_answer_starts_at_once_and_does_not_end()
    {
        await stores.FaultAsync("castelo", Faults.Slow);
        using var answer = await stores.Client.GetAsync("/castelo/pt/jogos-switch-2/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var watch = Stopwatch.StartNew();
        var read = 0;
        var buffer = new byte[64];
        while (read < 200)
            read += await body.ReadAsync(buffer);
        Assert.InRange(watch.ElapsedMilliseconds, 600, 30_000);
        await stores.FaultAsync("castelo", Faults.None);
    }

    [Fact]
    public async Task Empty_half_and_hundredfold_change_the_goods_and_nothing_else()
    {
        var whole = await ProductsAsync();
        await stores.FaultAsync("ilha-pixel", Faults.Empty);
        Assert.Empty(await ProductsAsync());
        await stores.FaultAsync("ilha-pixel", Faults.Half);
        Assert.InRange((await stores.JsonAsync("/ilha-pixel/products.json?limit=250&page=2")).GetProperty("products").GetArrayLength() + (await ProductsAsync()).Length, 100, 170);
        await stores.FaultAsync("ilha-pixel", Faults.Hundredfold);
        Assert.Equal(PriceOf(whole[0]) * 100, PriceOf((await ProductsAsync())[0]));
        await stores.FaultAsync("ilha-pixel", Faults.None);
    }

    [Fact]
    public async Task Nobody_sets_a_fault_or_a_store_that_does_not_exist()
    {
        using var fault = await stores.Client.PutAsJsonAsync("/_control/faults/castelo", new { fault = "fire" });
        using var store = await stores.Client.PutAsJsonAsync("/_control/faults/nada", new { fault = "500" });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (fault.StatusCode, store.StatusCode));
    }

    private async Task<JsonElement[]> ProductsAsync() => [.. (await stores.JsonAsync(Shelf)).GetProperty("products").EnumerateArray()];

    private static decimal PriceOf(JsonElement product) =>
        decimal.Parse(product.GetProperty("variants")[0].GetProperty("price").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private async Task SetDayAsync(string date)
    {
        using var answer = await stores.Client.PutAsJsonAsync("/_control/today", new { date });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
