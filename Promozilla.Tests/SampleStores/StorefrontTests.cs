using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.SampleStores.Pages;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.Tests.SampleStores;

public sealed partial class StorefrontTests(RunningStores stores) : IClassFixture<RunningStores>
{
    [Fact]
    public async Task The_pages_of_the_first_store_show_everything_once()
    {
        var seen = new List<string>();
        foreach (var aisle in Aisle.Cogumelo)
        {
            for (var page = 1; ; page++)
            {
                var html = await stores.Client.GetStringAsync($"/cogumelo{aisle.Path}?p={page}");
                seen.AddRange(ReplayItem().Matches(html).Select(m => m.Groups[1].Value));
                if (!html.Contains("rel=\"next\"", StringComparison.Ordinal))
                    break;
            }
        }

        Assert.Equal(Expected("cogumelo"), seen.Order());
    }

    [Fact]
    public async Task The_pages_of_the_second_store_show_everything_once()
    {
        var seen = new List<string>();
        foreach (var aisle in Aisle.Castelo)
        {
            for (var page = 1; ; page++)
            {
                var html = await stores.Client.GetStringAsync($"/castelo{aisle.Path}/?page={page}");
                seen.AddRange(StartItem().Matches(html).Select(m => m.Groups[1].Value));
                if (!html.Contains("rel=\"next\"", StringComparison.Ordinal))
                    break;
            }
        }

        Assert.Equal(Expected("castelo"), seen.Order());
    }

    [Theory]
    [InlineData(250)]
    [InlineData(30)]
    public async Task The_third_stores_feed_gives_everything_once_whatever_the_limit(int limit)
    {
        var seen = new List<string>();
        for (var page = 1; ; page++)
        {
            var products = (await stores.JsonAsync($"/ilha-pixel/products.json?limit={limit}&page={page}")).GetProperty("products").EnumerateArray().ToArray();
            if (products.Length == 0)
                break;
            Assert.InRange(products.Length, 1, limit);
            seen.AddRange(products.Select(p => p.GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(Expected("ilha-pixel"), seen.Order());
    }

    [Fact]
    public async Task The_fourth_store_answers_page_after_page_until_its_own_total()
    {
        var seen = new List<string>();
        foreach (var aisle in Aisle.Estrela)
        {
            var total = int.MaxValue;
            for (int page = 1, count = 0; count < total; page++)
            {
                var answer = await AjaxAsync(aisle.Path, page);
                total = answer.GetProperty("productsTotal").GetInt32();
                var items = EstrelaItem().Matches(answer.GetProperty("content").GetProperty("products").GetString()!).Select(m => m.Groups[1].Value).ToArray();
                Assert.Equal(answer.GetProperty("productsCurrent").GetInt32(), items.Length);
                Assert.NotEmpty(items);
                seen.AddRange(items);
                count += items.Length;
            }
        }

        Assert.Equal(Expected("radio-estrela"), seen.Order());
    }

    [Fact]
    public async Task Every_listed_thing_has_a_page_and_a_picture()
    {
        foreach (var store in StoreProfile.All)
        {
            foreach (var offer in Book.Offers(store.Prefix, RunningStores.Day).Where((_, n) => n % 40 == 0))
            {
                var html = await stores.Client.GetStringAsync($"/{store.Prefix}{offer.Listing.Path}");
                Assert.Contains("dados de exemplo", html, StringComparison.Ordinal);
                Assert.Contains(Markup.Text(offer.Listing.Title), html, StringComparison.Ordinal);
                using var picture = await stores.Client.GetAsync(Markup.PictureUrl($"/{store.Prefix}", offer.Listing));
                Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Theory]
    [InlineData("/cogumelo/pt/999-nada")]
    [InlineData("/castelo/pt/nada/")]
    [InlineData("/ilha-pixel/collections/nada/products.json")]
    [InlineData("/radio-estrela/categoria/nada")]
    [InlineData("/cogumelo/pt/nintendo-switch/1-nada-1.html")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var answer = await stores.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_handle_without_the_prefix_leads_to_the_third_stores_page()
    {
        var listing = Book.Offers("ilha-pixel", RunningStores.Day).First().Listing;
        using var answer = await stores.Client.GetAsync(listing.Path);
        Assert.Equal((HttpStatusCode.Redirect, $"/ilha-pixel{listing.Path}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Robots_may_walk_the_aisles_but_not_the_control_room()
    {
        var robots = await stores.Client.GetStringAsync("/robots.txt");
        Assert.Contains("Disallow: /_control/", robots, StringComparison.Ordinal);
        Assert.DoesNotContain("Disallow: /\n", robots, StringComparison.Ordinal);
    }

    private DayBook Book => stores.Services.GetRequiredService<DayBook>();

    private IEnumerable<string> Expected(string store) => Book.Offers(store, RunningStores.Day).Select(o => o.Listing.ItemId).Order();

    private async Task<JsonElement> AjaxAsync(string slug, int page)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["method"] = "getProducts",
            ["page"] = "categoria",
            ["where"] = slug,
            ["pageNumber"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        using var answer = await stores.Client.PostAsync("/radio-estrela/ajax", form);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    [GeneratedRegex("class=\"product-name\" href=\"[^\"]*/(\\d+)-")]
    private static partial Regex ReplayItem();

    [GeneratedRegex("<article class=\"product-miniature js-product-miniature\" data-id-product=\"(\\d+)\"")]
    private static partial Regex StartItem();

    [GeneratedRegex("itemprop=\"sku\" content=\"(\\d+)\"")]
    private static partial Regex EstrelaItem();
}
