using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Lab;

/// <summary>What the lab reads, what it compares with, and what a hostile draft or page costs.</summary>
public sealed class LabReadingTests : IAsyncLifetime
{
    private LabUnderTest lab = null!;
    private LoopbackShop shop = null!;

    public async Task InitializeAsync()
    {
        shop = await LoopbackShop.StartAsync();
        lab = await LabUnderTest.StartAsync(shop.Host, ("Lab:ReadSeconds", "20"));
    }

    public async Task DisposeAsync()
    {
        await lab.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_categorys_first_page_is_fetched_and_every_field_says_where_it_came_from()
    {
        shop.Answer = context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(ListDefinition.Page((1, "Lua Nova", "49,99 €"), (2, "Mar Alto", "")));
        };
        var answer = await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["category"] = "jogos" });
        Assert.Equal(("observed", 2, "/jogos"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("count").GetInt32(), Assert.Single(shop.Visits).Path));
        Assert.Equal("text/html; charset=utf-8", answer.GetProperty("page").GetProperty("contentType").GetString());
        var first = answer.GetProperty("items")[0];
        Assert.Equal(("Lua Nova", 49.99m, shop.Url("/p/1").AbsoluteUri), (first.GetProperty("name").GetString(), first.GetProperty("price").GetDecimal(), first.GetProperty("url").GetString()));
        Assert.Equal(("css:.preco", "css:a@data-id"), (first.GetProperty("sources").GetProperty("price").GetString(), first.GetProperty("sources").GetProperty("id").GetString()));
        Assert.Equal((1m, 0.5m, 0m), (Fill(answer, "name"), Fill(answer, "price"), Fill(answer, "gtin")));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("compared").ValueKind);
    }

    [Fact]
    public async Task A_pasted_page_is_read_without_a_request_and_compared_with_the_last_good_reading()
    {
        await KeepGoodAsync((1, "Lua Nova", "49,99 €"), (2, "Mar Alto", "30,00 €"), (3, "Vento Norte", "20,00 €"));
        var answer = await lab.ReadAsync(new JsonObject
        {
            ["definition"] = ListDefinition.For(shop).ToJsonString(),
            ["category"] = "jogos",
            ["html"] = ListDefinition.Page((2, "Mar Alto", "30,00 €"), (1, "Lua Nova", "39,99 €"), (4, "Pico", "9,99 €")),
        });
        Assert.Empty(shop.Visits);
        var difference = answer.GetProperty("compared").GetProperty("difference");
        Assert.Equal((1, 1, 1, 1), Counts(difference));
        Assert.Equal(("Pico", "Vento Norte"), (difference.GetProperty("added")[0].GetProperty("name").GetString(), difference.GetProperty("gone")[0].GetProperty("name").GetString()));
        var price = difference.GetProperty("changed")[0].GetProperty("fields").GetProperty("price");
        Assert.Equal(("49.99", "39.99", "css:.preco"), (price.GetProperty("before").GetString(), price.GetProperty("after").GetString(), price.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task An_earlier_answer_can_be_compared_with_too()
    {
        var request = new JsonObject { ["definition"] = ListDefinition.For(shop), ["html"] = ListDefinition.Page((1, "Lua Nova", "49,99 €"), (2, "Mar Alto", "30,00 €")) };
        var before = await lab.ReadAsync(request);
        request["earlier"] = JsonNode.Parse(before.GetProperty("items").GetRawText());
        // The draft loses the id: the address tells that the items are the same.
        request["definition"]!["fields"]!.AsObject().Remove("id");
        var difference = (await lab.ReadAsync(request)).GetProperty("compared").GetProperty("difference");
        Assert.Equal((0, 0, 2, 0), Counts(difference));
        Assert.Equal("1", difference.GetProperty("changed")[0].GetProperty("fields").GetProperty("id").GetProperty("before").GetString());
    }

    [Fact]
    public async Task A_replay_tells_what_a_draft_mends_and_what_it_breaks()
    {
        await KeepGoodAsync((1, "Lua Nova", "49,99 €"), (2, "Mar Alto", "30,00 €"));
        var changed = ListDefinition.Page((1, "Lua Nova", "44,99 €"), (2, "Mar Alto", "30,00 €")).Replace("class=\"jogo\"", "class=\"artigo\"", StringComparison.Ordinal);
        await KeepAsync(changed, "no items where the definition says that they are");

        var asItIs = await lab.ReplayAsync(new JsonObject { ["definition"] = ListDefinition.For(shop) });
        Assert.Equal((1, 1), (Good(asItIs, "before"), Good(asItIs, "after")));

        var draft = ListDefinition.For(shop);
        draft["items"]!["css"] = "li.jogo, li.artigo";
        var mended = await lab.ReplayAsync(new JsonObject { ["definition"] = draft.DeepClone() });
        Assert.Equal((1, 2), (Good(mended, "before"), Good(mended, "after")));
        Assert.Equal((2, 4), (mended.GetProperty("before").GetProperty("items").GetInt32(), mended.GetProperty("after").GetProperty("items").GetInt32()));
        Assert.Equal((0, 0, 0, 2), Counts(mended.GetProperty("pages")[0].GetProperty("difference")));
        Assert.Equal((2, 0, 0, 0), Counts(mended.GetProperty("pages")[1].GetProperty("difference")));

        // Good for the new page only: the replay shows what it would lose.
        draft["items"]!["css"] = "li.artigo";
        var narrow = await lab.ReplayAsync(new JsonObject { ["definition"] = draft.DeepClone(), ["count"] = 20 });
        Assert.Equal((1, 1), (Good(narrow, "before"), Good(narrow, "after")));
        Assert.False(narrow.GetProperty("pages")[0].GetProperty("after").GetProperty("isGood").GetBoolean());
        Assert.Equal((0, 2, 0, 0), Counts(narrow.GetProperty("pages")[0].GetProperty("difference")));
    }

    [Fact]
    public async Task A_draft_that_never_ends_is_cut_off_and_the_next_page_is_read_all_the_same()
    {
        await using var hasty = await LabUnderTest.StartAsync(shop.Host, ("Lab:ReadSeconds", "4"));
        var draft = ListDefinition.For(shop);
        var endless = string.Concat(Enumerable.Repeat("[ancestor-or-self::*/descendant-or-self::*", 12)) + new string(']', 12);
        draft["fields"]!["price"]![0] = new JsonObject { ["xpath"] = $".//span{endless}" };
        var watch = Stopwatch.StartNew();
        var answer = await hasty.ReadAsync(new JsonObject { ["definition"] = draft, ["html"] = ListDefinition.Page([.. Enumerable.Range(0, 300).Select(id => (id, "Jogo", "1 €"))]) });
        Assert.Equal(("unreadable", "reading it took more than 4 s"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("reason").GetString()));
        Assert.InRange(watch.Elapsed.TotalSeconds, 3.9, 4 * 8 + 20);
        Assert.Equal("observed", (await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["html"] = ListDefinition.Page((1, "Lua Nova", "1 €")) })).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_page_that_takes_too_much_memory_ends_its_own_process_only()
    {
        await using var small = await LabUnderTest.StartAsync(shop.Host, ("Lab:ReadMegabytes", "64"), ("Lab:ReadSeconds", "30"), ("Lab:MaxBytes", "50000000"));
        var page = string.Concat(Enumerable.Repeat("<i a=b>", 10)) + string.Concat(Enumerable.Repeat("<p class=x data-y=z>text</p>", 250_000));
        var answer = await small.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["html"] = page });
        Assert.Equal(("unreadable", "reading it took more than 64 MB"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("reason").GetString()));
    }

    private static (int Added, int Gone, int Changed, int Same) Counts(JsonElement difference) => (
        difference.GetProperty("addedCount").GetInt32(), difference.GetProperty("goneCount").GetInt32(), difference.GetProperty("changedCount").GetInt32(), difference.GetProperty("sameCount").GetInt32());

    private static decimal Fill(JsonElement answer, string field) => answer.GetProperty("fill").GetProperty(field).GetDecimal();

    private static int Good(JsonElement replay, string when) => replay.GetProperty(when).GetProperty("good").GetInt32();

    private Task KeepGoodAsync(params (int, string, string)[] items) => KeepAsync(ListDefinition.Page(items), null);

    private async Task KeepAsync(string html, string? reason)
    {
        var url = shop.Url("/jogos");
        var reading = PageReader.Read(new PageContent(html, url), StoreDefinition.Parse(ListDefinition.For(shop).ToJsonString()));
        var items = (reading as PageReading.Observed)?.Items ?? [];
        await lab.Archive.KeepAsync(
            new ArchivedPage("loja", "jogos", 1, url, 200, "text/html", reason is null ? ScrapeOutcome.Observed : ScrapeOutcome.Unreadable, reason, TimeProvider.System.GetUtcNow(), "abc", false, html, items),
            CancellationToken.None);
    }
}
