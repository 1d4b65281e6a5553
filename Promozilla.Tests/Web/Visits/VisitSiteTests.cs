using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Visits;

/// <summary>The real site; each test looks at pages that no other test asks for.</summary>
[Trait("needs", "browser")]
public sealed class VisitSiteTests(VisitSite site) : IClassFixture<VisitSite>
{
    [Fact]
    public async Task Pages_are_counted_kept_or_made_robots_apart_and_others_not_at_all()
    {
        const string Page = "/p/pikmin-4";
        await AskAsync(Page, "203.0.113.10");
        await AskAsync(Page, "203.0.113.10", ("Referer", "https://www.google.pt/"));
        await AskAsync($"{Page}?utm_source=boletim&dias=30", "2001:db8::11");
        using (await site.AskAsync(Page, "203.0.113.12", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"))
        using (await site.AskAsync(Page, "203.0.113.12", agent: null))
        {
        }

        foreach (var (name, value) in new[] { ("DNT", "1"), ("Sec-GPC", "1"), ("Sec-Purpose", "prefetch") }) await AskAsync("/novidades", "203.0.113.13", (name, value));
        await AskAsync("/novidades", VisitSite.Ignored);
        foreach (var path in new[] { "/favicon.svg", "/health", "/sem-rede", "/nada", "/api/v1/stores", "/robots.txt", "/sitemap.xml", "/_blazor", "/admin/visitas", "/procurar/sugestoes?q=zel" })
        {
            await AskAsync(path, "203.0.113.14");
        }

        await AskAsync("/como-verificamos", "203.0.113.14");
        string[] expected = ["- - - Googlebot 1", "- - - no agent 1", "/como-verificamos none - - 1", $"{Page} google - - 1", $"{Page} none - - 1", $"{Page} none boletim - 1"];
        await Eventually.AssertAsync(async () => Assert.Equal(expected, (await site.LinesAsync($"""
            SELECT path, referrer, source, bot, count(*) FROM visit_events
            WHERE bot IN ('Googlebot', 'no agent') OR path IN ('{Page}', '/novidades', '/sem-rede', '/nao-encontrado', '/como-verificamos') OR path LIKE '/admin%' OR path LIKE '/api%' GROUP BY 1, 2, 3, 4
            """)).Order(StringComparer.Ordinal)));
        Assert.Equal(["2"], await site.LinesAsync($"SELECT count(DISTINCT visitor) FROM visit_events WHERE path = '{Page}'"));
    }

    [Fact]
    public async Task A_link_to_a_store_leads_there_at_once_is_counted_and_leads_nowhere_else()
    {
        await using var db = site.CreateContext();
        using var page = await site.AskAsync("/p/cuphead", "203.0.113.20");
        var html = await page.Content.ReadAsStringAsync();
        var links = Regex.Matches(html, "href=\"(/ir/([0-9]+))\" rel=\"nofollow noopener external\"");
        Assert.NotEmpty(links);
        foreach (Match link in links)
        {
            var id = long.Parse(link.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
            var listing = await db.Listings.SingleAsync(row => row.Id == id);
            using var answer = await site.AskAsync($"{link.Groups[1].Value}?para=https://evil.example&url=//evil.example", "203.0.113.20");
            Assert.Equal((HttpStatusCode.Redirect, listing.Url), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }

        foreach (var nowhere in new[] { "/ir/999999999", "/ir/x", "/ir/https://evil.example" })
        {
            using var answer = await site.AskAsync(nowhere, "203.0.113.20");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var robots = await site.AskAsync("/robots.txt", "203.0.113.20");
        Assert.Contains("Disallow: /ir/\n", await robots.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.AssertAsync(async () => Assert.Equal([$"{links.Count}"], await site.LinesAsync(
            "SELECT count(*) FROM visit_events WHERE goal = 'click' AND path IS NOT NULL AND visitor = (SELECT visitor FROM visit_events WHERE path = '/p/cuphead')")));
    }

    [Fact]
    public async Task What_members_achieve_is_counted_and_staff_are_not()
    {
        var operators = await site.BrowseAsync("casa@example.pt", OperatorRoles.Curator);
        await operators.GotoAsync("/consolas");
        await operators.GotoAsync("/p/hades-ii");
        await operators.PressAsync("Juntar à lista");

        var member = await site.BrowseAsync("membro@example.pt");
        await member.GotoAsync("/acessorios");
        await member.GotoAsync("/p/splatoon-3");
        await member.PressAsync("Juntar à lista");
        await member.GotoAsync("/lista/aviso/splatoon-3");
        await member.CheckAsync("main input[name=regra][value=target]");
        await member.FillAsync("main input[name=alvo]", "20");
        await member.PressAsync("Guardar");
        await Eventually.AssertAsync(async () => Assert.Equal(
            ["/acessorios 1", "/lista/aviso/{Slug} 1", "alert 1", "wish 1"],
            (await site.LinesAsync("SELECT coalesce(goal, path), count(*) FROM visit_events WHERE goal IN ('wish', 'alert') OR path IN ('/acessorios', '/consolas', '/p/hades-ii', '/lista/aviso/{Slug}') GROUP BY 1"))
                .Order(StringComparer.Ordinal)));
        foreach (var page in new[] { operators, member }) await page.Context.CloseAsync();
    }

    [Fact]
    public async Task No_table_holds_an_address()
    {
        string[] addresses = ["203.0.113.231", "2001:db8:a1b2:c3d4:e5f6::9"];
        foreach (var address in addresses) await AskAsync("/programadores", address);
        await Eventually.AssertAsync(async () => Assert.Equal(["2"], await site.LinesAsync("SELECT count(*) FROM visit_events WHERE path = '/programadores'")));
        var tables = await site.LinesAsync("SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')");
        Assert.Contains("public.visit_events", tables);
        foreach (var table in tables)
        {
            // As text, as its bytes, and the half of it that a key is made of.
            foreach (var trace in new[] { "203.0.113", "cb0071e7", "2001:db8:a1b2", "20010db8a1b2" })
            {
                Assert.Equal(["0"], await site.LinesAsync($"SELECT count(*) FROM {table} r WHERE r::text ILIKE '%{trace}%'"));
            }
        }
    }

    [Fact]
    public async Task Without_cache_or_database_the_site_serves_and_counts_when_they_are_back()
    {
        await AskAsync("/p/celeste", "203.0.113.40");
        using var before = await site.AskAsync("/p/celeste", "203.0.113.40");
        var link = Regex.Match(await before.Content.ReadAsStringAsync(), "href=\"(/ir/[0-9]+)\"").Groups[1].Value;
        await site.ToCache.ShutAsync();
        await AskAsync("/p/celeste", "203.0.113.40");
        site.ToCache.Open();

        await site.ToDatabase.ShutAsync();
        for (var turn = 0; turn < 20; turn++)
        {
            using var answer = await site.AskAsync("/p/celeste", "203.0.113.40");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using (var leaving = await site.AskAsync(link, "203.0.113.40")) Assert.Equal(HttpStatusCode.Redirect, leaving.StatusCode);
        site.ToDatabase.Open();
        await Eventually.AssertAsync(
            async () => Assert.Equal(["23 1 1"], await site.LinesAsync(
                "SELECT count(*) FILTER (WHERE goal IS NULL), count(*) FILTER (WHERE goal = 'click'), count(DISTINCT visitor) FROM visit_events WHERE visitor = (SELECT visitor FROM visit_events WHERE path = '/p/celeste' LIMIT 1)")),
            seconds: 60);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task The_operators_page_tells_periods_beside_the_one_before_and_gives_a_file(ColorScheme theme, int width)
    {
        await SeedAsync();
        var page = await site.OperatorAsync("numeros@example.pt", theme: theme, width: width);
        foreach (var address in new[] { "/admin/visitas", "/admin/visitas?dias=7", "/admin/visitas?dias=90&lang=en" })
        {
            Assert.Equal(200, (await page.GotoAsync(address))!.Status);
            Assert.Empty(await page.FaultsAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        }

        await page.GotoAsync("/admin/visitas?dias=7&lang=pt");
        var cards = await page.Locator(".admin-cards").InnerTextAsync();
        Assert.Contains("70\n", cards, StringComparison.Ordinal);
        Assert.Contains("Visitantes, somados dia a dia", cards, StringComparison.Ordinal);
        Assert.Contains("+100", cards, StringComparison.Ordinal);
        Assert.Contains("Ida a uma loja", await page.Locator(".visits-tables").InnerTextAsync(), StringComparison.Ordinal);
        var file = await page.Context.APIRequest.GetAsync("/admin/visitas.csv?dias=7");
        Assert.Matches("^attachment; filename=promozilla-visitas-PT-[0-9]{4}-", file.Headers["content-disposition"]);
        Assert.Contains("\r\nall,,70,70,140,35\r\n", await file.TextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();

        var curator = await site.OperatorAsync("curadora@example.pt", OperatorRoles.Curator);
        Assert.Equal(404, (await curator.Context.APIRequest.GetAsync("/admin/visitas.csv?dias=7")).Status);
        await curator.Context.CloseAsync();
        using var stranger = await site.AskAsync("/admin/visitas.csv", "203.0.113.60");
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
    }

    private async Task SeedAsync()
    {
        await using var db = site.CreateContext();
        await db.VisitFigures.ExecuteDeleteAsync();
        var today = Market.Portugal.DateOf(TimeProvider.System.GetUtcNow());
        foreach (var day in Enumerable.Range(1, 14))
        {
            var visitors = day <= 7 ? 10 : 5;
            db.VisitFigures.AddRange(
                Figure(VisitDimensions.All, "", visitors), Figure(VisitDimensions.Entry, "/p/pikmin-4", visitors), Figure(VisitDimensions.Country, "PT", visitors),
                Figure(VisitDimensions.Language, "pt", visitors), Figure(VisitDimensions.Goal, VisitGoals.Click, 1), Figure(VisitDimensions.Device, "phone", visitors));

            VisitFigure Figure(string dimension, string value, int count) => new()
            {
                Market = "PT",
                Day = today.AddDays(-day),
                Dimension = dimension,
                Value = value,
                Visitors = count,
                Visits = count,
                Views = 2 * count,
                Bounces = count / 2,
            };
        }

        await db.SaveChangesAsync();
    }

    private async Task AskAsync(string path, string address, params (string, string)[] headers)
    {
        using var answer = await site.AskAsync(path, address, VisitorsUnderTest.Firefox, headers);
    }
}
