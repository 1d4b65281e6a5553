using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Scraping;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class RunsPageTests(AdminSite site) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await using var db = site.CreateContext();
        await db.ScrapeTasks.ExecuteDeleteAsync();
        await db.PageChecks.ExecuteDeleteAsync();
        await db.StoreRuns.ExecuteDeleteAsync();
        await db.ScrapeRuns.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task One_store_is_read_by_one_press_and_not_twice_at_once()
    {
        var page = await site.OperatorAsync("leitora@example.pt", script: false);
        await page.GotoAsync("/admin/execucoes");
        await page.SelectOptionAsync("select[name=loja]", "castelo");
        await page.ClickAsync("form[action$=comecar] button");
        await Assertions.Expect(page.Locator(".admin-said")).ToHaveTextAsync("Pedido feito: a leitura começa dentro de segundos.");
        await using var db = site.CreateContext();
        var run = await db.ScrapeRuns.AsNoTracking().SingleAsync();
        Assert.Equal(("asked", "requested"), (run.Origin, run.Status));
        Assert.Equal(["castelo"], run.Stores!);
        Assert.Equal("run.start", await db.AuditEntries.Where(entry => entry.Subject == $"runs/{run.Id}").Select(entry => entry.Action).SingleAsync());

        await page.SelectOptionAsync("select[name=loja]", "castelo");
        await page.ClickAsync("form[action$=comecar] button");
        await Assertions.Expect(page.Locator(".admin-said")).ToHaveTextAsync("Já há uma leitura que inclui isso.");
        Assert.Equal(1, await db.ScrapeRuns.CountAsync());

        // The Worker opens it with that store's categories alone.
        await db.Stores.Where(store => store.Key == "castelo" || store.Key == "cogumelo")
            .ExecuteUpdateAsync(store => store.SetProperty(one => one.Definition, """{"categories":[{"name":"jogos"},{"name":"consolas"}]}"""));
        await site.Worker.Get<RunOpening>().OpenAsync(run.Id, CancellationToken.None);
        Assert.Equal(["castelo consolas", "castelo jogos"], await db.ScrapeTasks.Select(task => task.StoreKey + " " + task.Category).Order().ToArrayAsync());

        await page.GotoAsync($"/admin/execucoes?execucao={run.Id}");
        await page.ClickAsync("form[action$=parar] button");
        await Assertions.Expect(page.Locator(".admin-said")).ToHaveTextAsync("A parar: o que falta fica por ler.");
        Assert.Equal("cancelling", await db.ScrapeRuns.Select(row => row.Status).SingleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_failed_is_read_again_store_by_store()
    {
        var run = await RunAsync("closed", ("castelo", "jogos", ScrapeOutcome.Failed), ("castelo", "consolas", ScrapeOutcome.Observed), ("cogumelo", "jogos", ScrapeOutcome.Observed));
        var page = await site.OperatorAsync("repetidora@example.pt", script: false);
        await page.GotoAsync($"/admin/execucoes?execucao={run}");
        await page.ClickAsync("form[action$=repetir] button");
        await using var db = site.CreateContext();
        Assert.Equal(["castelo"], (await db.ScrapeRuns.SingleAsync(row => row.Status == "requested")).Stores!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_board_moves_by_itself_while_somebody_looks_and_ends_with_the_role_and_with_the_session()
    {
        var run = await RunAsync("running", ("castelo", "jogos", null), ("castelo", "consolas", null));
        var page = await site.OperatorAsync("vigia@example.pt");
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error") errors.Add(message.Text);
        };
        await page.GotoAsync("/admin/execucoes");
        await Assertions.Expect(page.Locator(".run-live")).ToHaveTextAsync("ao vivo");
        await Assertions.Expect(page.Locator(".run-words")).ToContainTextAsync("0 de 2 categorias");
        await using var db = site.CreateContext();
        await db.ScrapeTasks.Where(task => task.RunId == run && task.Category == "jogos").ExecuteUpdateAsync(task => task
            .SetProperty(one => one.CompletedAt, TimeProvider.System.GetUtcNow()).SetProperty(one => one.Outcome, ScrapeOutcome.Observed).SetProperty(one => one.Items, 48).SetProperty(one => one.ItemsRecorded, 48));
        await Assertions.Expect(page.Locator(".run-words")).ToContainTextAsync("1 de 2 categorias, 48 artigos");
        Assert.Empty(errors);

        // The token of the form that the live page drew is good.
        await page.ClickAsync("form[action$=parar] button");
        await Assertions.Expect(page.Locator(".admin-said")).ToHaveTextAsync("A parar: o que falta fica por ler.");
        await Assertions.Expect(page.Locator(".run-live")).ToHaveTextAsync("ao vivo");
        Assert.Null(await site.Worker.Get<Promozilla.Worker.Operators.Appointment>().AppointAsync("vigia@example.pt", null, CancellationToken.None));
        await Assertions.Expect(page.Locator("main input[name=Password]")).ToBeVisibleAsync();
        await page.Context.CloseAsync();

        // Signed out everywhere, from another browser.
        var (board, other) = (await site.OperatorAsync("vigia2@example.pt"), await site.OpenAsync(script: false));
        await other.SignInAsync("vigia2@example.pt");
        await board.GotoAsync("/admin/execucoes");
        await Assertions.Expect(board.Locator(".run-live")).ToHaveTextAsync("ao vivo");
        await other.GotoAsync("/conta/sessoes");
        await other.PressAsync("Terminar todas as outras");
        await Assertions.Expect(board.Locator("main input[name=Password]")).ToBeVisibleAsync();
        foreach (var one in new[] { board, other }) await one.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_else_opens_a_live_connection()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.PostAsync($"{site.Address}/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        var member = await site.OperatorAsync("curiosa@example.pt", role: null);
        Assert.Equal(404, (await member.Context.APIRequest.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
        await member.Context.CloseAsync();
    }

    private async Task<Guid> RunAsync(string status, params (string Store, string Category, string? Outcome)[] tasks)
    {
        var (id, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var db = site.CreateContext();
        db.ScrapeRuns.Add(new ScrapeRun { Id = id, Origin = "asked", Status = status, RequestedAt = now, StartedAt = now, ObservedAt = now, ClosedAt = status is "closed" ? now : null });
        db.ScrapeTasks.AddRange(tasks.Select(task => new ScrapeTask { RunId = id, StoreKey = task.Store, Category = task.Category, Outcome = task.Outcome, CompletedAt = task.Outcome is null ? null : now }));
        await db.SaveChangesAsync();
        return id;
    }
}
