using Microsoft.Playwright;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>No page asks anything of anybody else: no font, no picture, no counter.</summary>
[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class OwnOriginTests(AccountSite site)
{
    private static readonly string[] Public =
    [
        "/", "/jogos", "/consolas", "/acessorios", "/p/mario-kart-world", "/p/pikmin-4", "/procurar?q=zelda", "/procurar?q=nadadisto", "/lojas/cogumelo", "/como-verificamos",
        "/privacidade", "/programadores", "/nada", "/conta/entrar", "/conta/registar", "/conta/esqueci", "/conta/reenviar", "/u/00000000-0000-0000-0000-000000000000", "/sem-rede",
        "/promocoes", "/novidades", "/switch-2", "/?lang=en", "/p/mario-kart-world?lang=en",
    ];

    private static readonly string[] Private =
    [
        "/lista", "/lista/aviso/pikmin-4", "/lista/importar", "/conta", "/conta/avisos", "/conta/avisos/como", "/conta/palavra-passe", "/conta/email", "/conta/dois-passos", "/conta/chaves", "/conta/sessoes", "/conta/dados", "/conta/verificar", "/conta/apagar",
    ];

    [Fact]
    public async Task Every_page_loads_from_this_site_alone_even_where_its_policy_would_stop_it_otherwise()
    {
        // Without the policy: a request that it stops is one that somebody wrote.
        var browser = await Servers.Chromium.Browser;
        await using var context = await browser.NewContextAsync(new() { BaseURL = site.Address, BypassCSP = true, Locale = "pt-PT" });
        var page = await context.NewPageAsync();
        var (elsewhere, seen) = (new List<string>(), 0);
        var home = new Uri(site.Address).Authority;
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "data" or "blob") return;
            Interlocked.Increment(ref seen);
            if (address.Authority != home) elsewhere.Add($"{page.Url}: {request.Url}");
        };
        page.WebSocket += (_, socket) =>
        {
            if (new Uri(socket.Url).Authority != home) elsewhere.Add($"{page.Url}: {socket.Url}");
        };
        await page.RegisterAsync(site, "origem@example.pt");
        await ReadAsync(page, Public);
        await page.GotoAsync("/?lang=pt");
        await page.SignInAsync("origem@example.pt");
        await ReadAsync(page, Private);
        Assert.Empty(elsewhere);
        Assert.True(seen > Public.Length + Private.Length, $"{seen} requests");
    }

    private static async Task ReadAsync(IPage page, string[] addresses)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });

            // What waits for being seen is asked for now.
            await page.EvaluateAsync("""
                () => Promise.all([...document.images].map(image => {
                    image.loading = 'eager';
                    return image.complete || new Promise(there => { image.onload = image.onerror = there; });
                }))
                """).WaitAsync(TimeSpan.FromSeconds(30));
            var links = await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('link[rel~=preconnect],link[rel~=dns-prefetch],link[rel~=stylesheet],script[src],img[src],iframe')].map(e => e.href || e.src).filter(a => new URL(a, location.href).origin !== location.origin && !a.startsWith('data:'))");
            Assert.Empty(links);
        }
    }
}
