using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Lab;

/// <summary>The lab over HTTP, as a scraper serves it: who may come in, and what a bad request is told.</summary>
public sealed class LabTests : IAsyncLifetime
{
    private LabUnderTest lab = null!;
    private LoopbackShop shop = null!;

    public async Task InitializeAsync()
    {
        shop = await LoopbackShop.StartAsync();
        lab = await LabUnderTest.StartAsync(shop.Host);
    }

    public async Task DisposeAsync()
    {
        await lab.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_key_in_the_configuration_there_is_no_lab()
    {
        await using var closed = await LabUnderTest.StartAsync(shop.Host, ("Lab:Key", ""));
        using var answer = await closed.PostAsync("/lab/read", new JsonObject());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_finds_no_lab_and_who_has_another_key_is_told_so()
    {
        using var outside = await lab.PostAsync("/lab/read", new JsonObject(), ("X-Forwarded-For", "203.0.113.7"));
        using var stranger = await lab.PostAsync("/lab/replay", new JsonObject(), ("X-Lab-Key", "another key of some length"));
        using var nobody = await lab.PostAsync("/lab/read", new JsonObject(), ("X-Lab-Key", ""));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (outside.StatusCode, stranger.StatusCode, nobody.StatusCode));
    }

    [Theory]
    [InlineData("[1", "$")]
    [InlineData("{}", "$.definition")]
    [InlineData("{\"definition\":{\"key\":\"Not A Key\"}}", "$")]
    [InlineData("{\"definition\":\"{\"}", "$")]
    [InlineData("{\"definition\":{},\"count\":\"many\"}", "$.count")]
    public async Task A_request_that_can_not_be_understood_is_answered_with_the_path_of_what_is_wrong(string body, string path)
    {
        using var answer = await lab.PostAsync("/lab/read", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.StartsWith(path, errors[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(errors[0].GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_mistake_in_the_draft_is_named_with_its_path()
    {
        var draft = ListDefinition.For(shop);
        draft["fields"]!["price"]![0]!["css"] = "div[";
        Assert.StartsWith("$.fields.price[0]", await ErrorPathAsync(new JsonObject { ["definition"] = draft, ["html"] = "<p>" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category", "consolas", "$.category")]
    [InlineData("url", "ftp://shop.test/", "$.url")]
    [InlineData("url", "jogos", "$.url")]
    public async Task What_the_draft_or_the_web_has_not_is_told(string name, string value, string path) =>
        Assert.Equal(path, await ErrorPathAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), [name] = value }));

    [Fact]
    public async Task A_request_that_is_too_large_is_refused()
    {
        await using var small = await LabUnderTest.StartAsync(shop.Host, ("Lab:MaxBytes", "10000"));
        using var answer = await small.PostAsync("/lab/read", new JsonObject { ["definition"] = ListDefinition.For(shop), ["html"] = new string('x', 20_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_is_fetched_only_from_the_drafts_hosts_and_never_from_a_private_address_that_the_scraper_does_not_list()
    {
        await using var other = await LoopbackShop.StartAsync();
        var strange = await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["url"] = other.Url("/jogos").AbsoluteUri });
        Assert.Equal("failed", strange.GetProperty("outcome").GetString());
        Assert.Contains("none of the store's hosts", strange.GetProperty("reason").GetString(), StringComparison.Ordinal);

        // The draft says that the other one is its own host; the scraper's configuration doesn't.
        var inside = await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(other), ["url"] = other.Url("/jogos").AbsoluteUri });
        Assert.Contains("no public address", inside.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(other.Visits);
        Assert.Equal(0, other.RobotsVisits);
    }

    [Fact]
    public async Task A_refusal_of_the_shops_is_an_outcome_with_what_came()
    {
        shop.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("<html>Acesso negado</html>");
        };
        var answer = await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["category"] = "jogos" });
        Assert.Equal(("blocked", "HTTP 403", 403), (answer.GetProperty("outcome").GetString(), answer.GetProperty("reason").GetString(), answer.GetProperty("page").GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task What_robots_disallows_is_not_fetched_for_the_lab_either()
    {
        shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /");
        Assert.Equal("blocked", (await lab.ReadAsync(new JsonObject { ["definition"] = ListDefinition.For(shop), ["category"] = "jogos" })).GetProperty("outcome").GetString());
        Assert.Empty(shop.Visits);
    }

    private async Task<string?> ErrorPathAsync(JsonObject request)
    {
        using var answer = await lab.PostAsync("/lab/read", request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("path").GetString();
    }
}
