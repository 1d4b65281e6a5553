using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
using Promozilla.Web.Components.Pages.Admin.Panels;

namespace Promozilla.Tests.Web.Operators.Panels;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class PanelsRoomTests(AdminSite site)
{
    [Fact]
    public async Task Every_panel_of_both_dashboards_is_there_and_says_in_words_what_it_draws()
    {
        var page = await site.OperatorAsync("paineis@example.pt", OperatorRoles.Curator, script: false);
        foreach (var dashboard in Dashboard.All)
        {
            await page.GotoAsync($"/admin/paineis?quadro={dashboard.Key}&horas=6");
            Assert.Equal(
                dashboard.Panels.Select(panel => panel.Title).Order(StringComparer.Ordinal),
                (await page.Locator("main :is(h2, .admin-cards li > span)[lang=en]").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
            var lines = dashboard.Panels.Where(panel => panel.Kind is PanelKind.Lines).ToList();
            Assert.Equal(lines.Count, await page.GetByRole(AriaRole.Img).CountAsync());
            Assert.Equal(lines.Count, await page.Locator("main details").CountAsync());
            Assert.Equal(0, await page.Locator("main", new() { HasText = "Sem dados" }).CountAsync());
        }

        Assert.Equal("6 horas", await page.Locator("nav[aria-label='Período'] [aria-current]").InnerTextAsync());
        var products = page.Locator("section", new() { HasText = "Products by kind" });
        Assert.StartsWith("Products by kind. Últimos valores: kind ", await products.GetByRole(AriaRole.Img).GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.Equal(8, await products.Locator(".legend li").CountAsync());
        Assert.Contains("E mais 2", await products.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(10, await products.Locator("tbody tr").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_fails_is_said_where_it_failed_and_without_Prometheus_the_page_is_one_message()
    {
        var page = await site.OperatorAsync("paineis2@example.pt", script: false);
        try
        {
            site.Prometheus.Answer = query => Task.FromResult<IResult?>(query is "max(promozilla_wishes)" ? LoopbackPrometheus.Json("""{"error": "<b>too many</b> samples"}""", 422) : null);
            await page.GotoAsync("/admin/paineis?quadro=business&horas=1");
            Assert.Equal(1, await page.GetByText("O Prometheus recusou a pergunta: <b>too many</b> samples").CountAsync());
            Assert.Equal(1, await page.GetByText("O Prometheus recusou").CountAsync());

            site.Prometheus.Answer = _ => Task.FromResult<IResult?>(Results.Text("<html>", "text/html", statusCode: 502));
            Assert.Equal(200, (await page.GotoAsync("/admin/paineis?quadro=business&horas=168"))!.Status);
            Assert.Contains("responde outra coisa que não o Prometheus (502 Bad Gateway)", await page.Locator("main .admin-said-bad").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await page.Locator("main section").CountAsync());
        }
        finally
        {
            site.Prometheus.Answer = _ => Task.FromResult<IResult?>(null);
        }

        await page.Context.CloseAsync();
    }
}
