using System.Net;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Web.Accounts.Sessions;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class SessionTests(AccountSite site)
{
    [Fact]
    public async Task Sessions_are_listed_and_ending_one_or_all_others_counts_at_once()
    {
        var here = await site.MemberAsync("sessoes@example.pt");
        var second = await site.OpenAsync(script: false);
        await second.SignInAsync("sessoes@example.pt");
        var third = await site.OpenAsync(script: false);
        await third.SignInAsync("sessoes@example.pt");

        await here.GotoAsync("/conta/sessoes");
        Assert.Equal(3, await here.Locator(".account-list > li").CountAsync());
        Assert.Equal(1, await here.Locator(".account-list > li[aria-current]").CountAsync());
        Assert.Contains("Esta sessão", await here.Locator(".account-list > li").First.InnerTextAsync(), StringComparison.Ordinal);
        await here.AndNavigateAsync(() => here.Locator(".account-list").GetByRole(AriaRole.Button).First.ClickAsync());
        Assert.Equal(2, await here.Locator(".account-list > li").CountAsync());
        await second.GotoAsync("/conta");
        await third.GotoAsync("/conta");
        Assert.Single(new[] { second, third }, page => page.PathOf() == "/conta/entrar");

        await here.PressAsync("Terminar todas as outras");
        await second.GotoAsync("/conta");
        await third.GotoAsync("/conta");
        Assert.All([second, third], page => Assert.Equal("/conta/entrar", page.PathOf()));
        await here.GotoAsync("/conta");
        await here.PressAsync("Sair");
        await here.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", here.PathOf());
        foreach (var page in new[] { here, second, third }) await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_once_its_owner_signed_out()
    {
        var page = await site.MemberAsync("roubada@example.pt");
        var cookie = (await page.Context.CookiesAsync()).Single(one => one.Name == "sessao");
        await page.GotoAsync("/conta");
        await page.PressAsync("Sair");
        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{site.Address}/conta"));
        request.Headers.Add("Cookie", $"sessao={cookie.Value}");
        var answer = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/conta/entrar", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}

public sealed class SessionNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows", "computer")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome · Android", "phone")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome · Android", "tablet")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iPhone", "phone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Mac", "computer")]
    [InlineData("curl/8", "", "computer")]
    [InlineData(null, "", "computer")]
    public void A_device_is_named_as_people_call_it(string? userAgent, string words, string kind) => Assert.Equal((words, kind), (DeviceName.Of(userAgent).Words, DeviceName.Of(userAgent).Kind));

    [Theory]
    [InlineData("85.241.17.99", "85.241.0.0/16")]
    [InlineData("::ffff:85.241.17.99", "85.241.0.0/16")]
    [InlineData("2001:8a0:7ac2:1:2:3:4:5", "2001:8a0::/32")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    public void A_network_names_nobody(string address, string? network) => Assert.Equal(network, NetworkName.Of(IPAddress.Parse(address)));
}
