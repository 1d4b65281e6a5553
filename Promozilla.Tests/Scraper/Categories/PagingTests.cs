using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>Every kind of paging over real HTTP: seven items, three a page.</summary>
public sealed class PagingTests
{
    private const string Cards = """ "items":{"kind":"html","css":"li","empty":".none"},"fields":{"name":[{"css":"a"}],"url":[{"css":"a","attribute":"href"}],"price":[{"css":"b"}]} """;
    private const string Rows = """ "items":{"kind":"json","json":"rows"},"fields":{"name":[{"json":"n"}],"url":[{"json":"n","prefix":"/p/"}],"price":[{"json":"p"}]} """;

    [Fact]
    public async Task By_page_number_the_first_page_is_the_shelfs_own_address()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => List(Number(request.Query["p"], 1) - 1));
        await ExpectAsync(shop, """{"kind":"pageNumber","parameter":"p"}""", Cards, "/shelf?sort=new", "GET /shelf?sort=new", "GET /shelf?sort=new&p=2", "GET /shelf?sort=new&p=3");
    }

    [Fact]
    public async Task By_offset_each_page_begins_where_the_last_one_ended()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => List(Number(request.Query["start"], 0) / 3));
        await ExpectAsync(shop, """{"kind":"offset","parameter":"start","size":3}""", Cards, "/shelf", "GET /shelf", "GET /shelf?start=3", "GET /shelf?start=6");
    }

    [Fact]
    public async Task By_a_posted_form_until_the_total_is_reached()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => request.Headers["X-Requested-With"] != "XMLHttpRequest" || request.Headers.Referer != $"http://{request.Host}/cat/jogos"
            ? null : JsonSerializer.Serialize(new { total = 7, html = List(Number(request.Form["n"], 1) - 1) }));
        const string paging = """{"kind":"form","form":{"where":"{slug}","n":"{page}"},"headers":{"X-Requested-With":"XMLHttpRequest","Referer":"{base}/cat/{slug}"},"total":"total"}""";
        await ExpectAsync(shop, paging, Cards.Replace("\"kind\":\"html\"", "\"kind\":\"htmlInJson\",\"json\":\"html\"", StringComparison.Ordinal), "/ajax", "POST /ajax where=jogos&n=1", "POST /ajax where=jogos&n=2", "POST /ajax where=jogos&n=3");
    }

    [Fact]
    public async Task By_a_cursor_until_the_answer_names_none()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => Json(Number(request.Query["after"].ToString().TrimStart('c', '='), 0), page => $"\"c={page}\""));
        await ExpectAsync(shop, """{"kind":"cursor","parameter":"after","next":"page.next"}""", Rows, "/api", "GET /api", "GET /api?after=c%3D1", "GET /api?after=c%3D2");
    }

    [Fact]
    public async Task By_a_cursor_that_is_an_address()
    {
        await using var shop = await ShopWithShelves.OpenAsync(request => Json(Number(request.Path.Value!.Split('-').ElementAtOrDefault(1), 0), page => $"\"/api/part-{page}?x=1\""));
        await ExpectAsync(shop, """{"kind":"cursor","next":"page.next"}""", Rows, "/api", "GET /api", "GET /api/part-1?x=1", "GET /api/part-2?x=1");
    }

    [Fact]
    public async Task A_cursor_cant_lead_to_another_host()
    {
        await using var shop = await ShopWithShelves.OpenAsync(_ => Json(0, _ => "\"https://elsewhere.example/api\""));
        var (end, parts) = await shop.ScrapeAsync(Definition("""{"kind":"cursor","next":"page.next"}""", Rows, "/api"));
        Assert.Equal((ScrapeOutcome.Failed, 1), (end.Outcome, parts.Count));
        Assert.Contains("elsewhere.example", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_paging_one_page_is_all()
    {
        await using var shop = await ShopWithShelves.OpenAsync(_ => List(0));
        var (end, _) = await shop.ScrapeAsync(Definition("""{"kind":"none"}""", Cards, "/shelf"));
        Assert.Equal((ScrapeOutcome.Observed, 3, 1), (end.Outcome, end.Items, shop.Asked.Count));
    }

    private static async Task ExpectAsync(ShopWithShelves shop, string paging, string items, string path, params string[] asked)
    {
        var (end, parts) = await shop.ScrapeAsync(Definition(paging, items, path));
        Assert.Equal((ScrapeOutcome.Observed, null, 7), (end.Outcome, end.Reason, end.Items));
        Assert.Equal(["Jogo 0", "Jogo 1", "Jogo 2", "Jogo 3", "Jogo 4", "Jogo 5", "Jogo 6"], parts.SelectMany(part => part.Items).Select(item => item.Title));
        // One page more may be asked for to see that it is empty.
        Assert.Equal(asked, shop.Asked.Take(asked.Length));
        Assert.InRange(shop.Asked.Count, asked.Length, asked.Length + 1);
    }

    private static string Definition(string paging, string items, string path) =>
        $$"""
        {"key":"loja","name":"Loja","market":"PT","culture":"pt-PT","currency":"EUR","baseUrl":"http://HOST","hosts":["HOST"],"politeness":{"delaySeconds":0,"jitterSeconds":0},
        "categories":[{"name":"jogos","kind":"game","platform":"switch","path":"{{path}}"}],"paging":{{paging}},{{items}}}
        """;

    private static string List(int page) => page > 2 ? "<p class='none'>Sem produtos</p>" : string.Concat(Page(page).Select(n => $"<li><a href='/p/{n}'>Jogo {n}</a><b>{n + 10},50 €</b></li>"));

    private static string Json(int page, Func<int, string> cursor) =>
        $$"""{"rows":[{{string.Join(',', Page(page).Select(n => $$"""{"n":"Jogo {{n}}","p":{{n + 10}}.5}"""))}}],"page":{"next":{{(page < 2 ? cursor(page + 1) : "null")}} } }""";

    private static IEnumerable<int> Page(int page) => Enumerable.Range(0, 7).Skip(page * 3).Take(3);

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
