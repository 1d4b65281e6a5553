using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Promozilla.Tests.Web.Api;

[Trait("needs", "postgres")]
public sealed class ApiTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(site.Address) };

    /// <summary>Each path of the document, and calls of it.</summary>
    private static readonly Dictionary<string, string[]> Calls = new()
    {
        ["/api/v1/products"] =
        [
            "", "?kind=game&platform=switch2&order=price&limit=5", "?verified=true&minDiscount=10", "?condition=used&order=price", "?stock=in_stock&minPrice=10&maxPrice=40",
            "?order=total&region=azores", "?newLow=true", "?format=game_key_card", "?store=cogumelo&order=newest", "?order=popular",
        ],
        ["/api/v1/search"] = ["?q=zleda", "?q=switch%202&kind=console"],
        ["/api/v1/products/{slug}"] = ["/api/v1/products/mario-kart-world"],
        ["/api/v1/products/{slug}/offers"] = ["/api/v1/products/mario-kart-world/offers", "/api/v1/products/mario-kart-world/offers?region=madeira"],
        ["/api/v1/products/{slug}/history"] = ["/api/v1/products/mario-kart-world/history", "/api/v1/products/mario-kart-world/history?days=30"],
        ["/api/v1/products/{slug}/history.csv"] = ["/api/v1/products/mario-kart-world/history.csv"],
        ["/api/v1/promotions"] = ["", "?verdict=verified&limit=3", "?store=castelo&kind=game", "?platform=switch2"],
        ["/api/v1/stores"] = [""],
        ["/api/v1/stores/{key}"] = ["/api/v1/stores/cogumelo"],
    };

    [Fact]
    public async Task Every_answer_is_what_the_document_says()
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json"));
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var schema = new AnswerSchema(document.RootElement);
        var paths = document.RootElement.GetProperty("paths");
        Assert.Equal(Calls.Keys.Order(), paths.EnumerateObject().Select(path => path.Name).Order());
        foreach (var path in paths.EnumerateObject())
        {
            var content = path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Single();
            foreach (var call in Calls[path.Name])
            {
                using var answer = await http.GetAsync(call.StartsWith('/') ? call : path.Name + call);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.IsSuccessStatusCode, $"{call}: {answer.StatusCode} {text}");
                Assert.Equal(content.Name, answer.Content.Headers.ContentType!.MediaType);
                if (content.Name is not "application/json")
                {
                    continue;
                }

                using var body = JsonDocument.Parse(text);
                Assert.Empty(schema.Errors(body.RootElement, content.Value.GetProperty("schema")));
                Assert.True(!body.RootElement.TryGetProperty("items", out var items) || items.GetArrayLength() > 0, $"{path.Name}{call} tells nothing");
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/products", 60)]
    [InlineData("/api/v1/products?order=price&kind=game", 36)]
    [InlineData("/api/v1/promotions", null)]
    public async Task A_cursor_leads_through_the_whole_list_once(string address, int? expected)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync($"{address}{(address.Contains('?') ? '&' : '?')}limit=7{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}"));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(item =>
                item.TryGetProperty("slug", out var slug) ? slug.GetString()! : item.GetProperty("promotion").GetProperty("id").GetString()!));
            cursor = page.RootElement.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(expected ?? seen.Count, seen.Count);
        Assert.True(seen.Count > 14);
    }

    [Theory]
    [InlineData("/api/v1/products")]
    [InlineData("/api/v1/products/mario-kart-world/history")]
    [InlineData("/api/v1/products/mario-kart-world/history.csv")]
    [InlineData("/feeds/promocoes.atom")]
    public async Task Whoever_has_the_answer_already_is_not_sent_it_again(string address)
    {
        using var first = await http.GetAsync(address);
        var tag = first.Headers.ETag!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag.Tag, isWeak: true));
        using var again = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        using var other = new HttpRequestMessage(HttpMethod.Get, address);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));
        using var whole = await http.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/products?kind=book", 400, "kind")]
    [InlineData("/api/v1/products?limit=1000", 400, "limit")]
    [InlineData("/api/v1/products?minPrice=cheap", 400, null)]
    [InlineData("/api/v1/products?cursor=x", 400, "cursor")]
    [InlineData("/api/v1/products/mario-kart-world?region=moon", 400, "region")]
    [InlineData("/api/v1/search", 400, "q")]
    [InlineData("/api/v1/promotions?verdict=fake", 400, "verdict")]
    [InlineData("/api/v1/products/nothing-like-it", 404, null)]
    [InlineData("/api/v1/products/nothing-like-it/history", 404, null)]
    [InlineData("/api/v1/stores/nenhuma", 404, null)]
    [InlineData("/api/v2/products", 404, null)]
    public async Task What_is_wrong_is_said_as_a_problem(string address, int status, string? field)
    {
        using var answer = await http.GetAsync(address);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.True(field is null || problem.RootElement.GetProperty("errors").TryGetProperty(field, out _), problem.RootElement.ToString());
    }

    [Fact]
    public async Task The_table_of_prices_has_a_row_for_each_of_the_history()
    {
        var table = (await http.GetStringAsync("/api/v1/products/mario-kart-world/history.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        using var history = JsonDocument.Parse(await http.GetStringAsync("/api/v1/products/mario-kart-world/history"));
        Assert.Equal("at,store,condition,price_eur,availability,claimed_price_eur,claimed_kind", table[0]);
        Assert.Equal(history.RootElement.GetProperty("series").EnumerateArray().Sum(series => series.GetProperty("points").GetArrayLength()), table.Length - 1);
        Assert.All(table[1..], row => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,[a-z-]+,new,\d+\.\d\d,[a-z_]+,(\d+\.\d\d)?,[a-z0-9]*$", row));
    }

    [Fact]
    public async Task The_page_for_developers_names_every_call()
    {
        var page = await http.GetStringAsync("/programadores");
        Assert.All(Calls.Keys, path => Assert.Contains($"<code>{path}</code>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("https://", page.Replace(site.Address, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
