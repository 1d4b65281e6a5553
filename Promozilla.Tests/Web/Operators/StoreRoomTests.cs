using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Scraping;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class StoreRoomTests(AdminSite site) : IAsyncLifetime
{
    private const string Definition = """{"key":"oficina","name":"Oficina","market":"PT","enabled":true,"hosts":["oficina.example"],"delivery":{"fee":2.5},"categories":[{"name":"jogos"}]}""";

    public async Task InitializeAsync()
    {
        await using var db = site.CreateContext();
        await db.StoreDefinitions.ExecuteDeleteAsync();
        await db.StoreRuns.Where(run => run.StoreKey == "oficina").ExecuteDeleteAsync();
        await db.DeliveryRules.Where(rule => rule.StoreKey == "oficina").ExecuteDeleteAsync();
        await db.Stores.Where(store => store.Key == "oficina").ExecuteDeleteAsync();
        await db.OperatorRequests.ExecuteDeleteAsync();
        var now = TimeProvider.System.GetUtcNow();
        db.Stores.Add(new Store { Key = "oficina", Name = "Oficina", Definition = Definition, Enabled = true, LastGoodRunAt = now.AddDays(-1) });
        db.StoreDefinitions.Add(new StoreDefinitionVersion { StoreKey = "oficina", Version = 1, Json = Definition, CreatedAt = now.AddDays(-9), PublishedAt = now.AddDays(-9), Status = DefinitionStatus.Published });
        for (var night = 0; night < 12; night++)
        {
            var run = Guid.CreateVersion7();
            db.ScrapeRuns.Add(new ScrapeRun { Id = run, Origin = "history", Status = "closed", RequestedAt = now.AddDays(night - 12), ClosedAt = now.AddDays(night - 12) });
            db.StoreRuns.Add(new StoreRun { RunId = run, StoreKey = "oficina", ObservedAt = now.AddDays(night - 12), Items = 90 + night, UsualItems = 90, ItemsKnown = 80, PricesMoved = night, Good = night < 11, Sickness = night < 11 ? null : Sicknesses.Fill, Reason = night < 11 ? null : "gtin read in 40 % of items, usually 95 %", FieldFill = $$"""{"name":1,"price":0.9{{night % 9}},"gtin":{{(night < 11 ? "0.95" : "0.4")}}}""" });
        }

        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await using var db = site.CreateContext();
        await db.StoreRuns.Where(run => run.StoreKey == "oficina").ExecuteDeleteAsync();
        await db.Stores.Where(store => store.Key == "oficina").ExecuteUpdateAsync(store => store.SetProperty(one => one.Enabled, false));
    }

    [Fact]
    public async Task A_store_is_frozen_with_a_reason_and_stays_so_until_it_is_lifted()
    {
        var page = await site.OperatorAsync("fria@example.pt", script: false);
        await page.GotoAsync("/admin/lojas/oficina");
        await page.FillAsync("input[name=motivo]", "Preços estranhos nas consolas");
        await page.ClickAsync("form[action$=congelar] button");
        await Assertions.Expect(page.Locator(".admin-said-bad")).ToContainTextAsync("Preços estranhos nas consolas");
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("congelada");
        await page.GotoAsync("/admin/lojas");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Oficina" }).Locator(".admin-mark")).ToHaveTextAsync("congelada");
        await page.GotoAsync("/admin/lojas/oficina");
        await page.ClickAsync("form[action$=degelar] button");
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("bem");
        await using var db = site.CreateContext();
        Assert.Equal(["store.freeze", "store.unfreeze"], await db.AuditEntries.Where(entry => entry.Subject == "stores/oficina" && entry.Action.EndsWith("freeze")).OrderBy(entry => entry.Id).Select(entry => entry.Action).Take(2).ToArrayAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_store_is_switched_off_at_once_and_on_by_the_worker()
    {
        var page = await site.OperatorAsync("interruptor@example.pt", script: false);
        await page.GotoAsync("/admin/lojas/oficina");
        await page.ClickAsync("form[action$=desligar] button");
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("desligada");
        await site.WorkAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("desligada");
        await page.ClickAsync("form[action$='como-definida'] button");
        await site.WorkAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("bem");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_delivery_rule_of_a_person_is_in_force_from_its_day_and_can_be_taken_back()
    {
        var page = await site.OperatorAsync("estafeta@example.pt", script: false);
        await page.GotoAsync("/admin/lojas/oficina");
        await page.FillAsync("input[name=continente]", "4,99");
        await page.FillAsync("input[name=gratis]", "60");
        await page.ClickAsync("form[action$=entregas] button");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "uma pessoa" })).ToContainTextAsync("4,99");
        await site.WorkAsync();
        await using var db = site.CreateContext();
        var rule = await db.DeliveryRules.AsNoTracking().SingleAsync(rule => rule.StoreKey == "oficina");
        Assert.Equal((4.99m, 60m, (decimal?)null, true), (rule.MainlandFee, rule.FreeFrom, rule.AzoresFee, rule.ByPerson));
        await page.ClickAsync("form[action$='entregas/apagar'] button");
        await site.WorkAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "a definição" })).ToContainTextAsync("2,50");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_lab_a_draft_is_kept_and_not_published_and_the_page_says_what_is_missing()
    {
        var page = await site.OperatorAsync("rascunhadora@example.pt", script: false);
        await page.GotoAsync("/admin/lojas/oficina/laboratorio");
        await page.FillAsync("#rascunho", Definition.Replace("2.5", "3.5", StringComparison.Ordinal));
        await page.ClickAsync("button[value=repetir]");
        await Assertions.Expect(page.Locator(".admin-said-bad")).ToContainTextAsync("Lab__Url");
        await page.ClickAsync("button[value=publicar]");
        await Assertions.Expect(page.Locator(".admin-said-bad")).ToContainTextAsync("repete-o primeiro");
        await using var db = site.CreateContext();
        Assert.Equal(["1 published", "2 draft"], await db.StoreDefinitions.OrderBy(version => version.Version).Select(version => version.Version + " " + version.Status).ToArrayAsync());

        // Replayed with a page that turned bad: publishing takes a tick.
        var draft = await db.StoreDefinitions.SingleAsync(version => version.Version == 2);
        (draft.TriedHash, draft.TriedAt, draft.BrokenPages) = (StoreDefinitionVersion.HashOf(draft.Json), TimeProvider.System.GetUtcNow(), 1);
        await db.SaveChangesAsync();
        await page.GotoAsync("/admin/lojas/oficina/laboratorio");
        await page.ClickAsync("button[value=publicar]");
        await Assertions.Expect(page.Locator(".admin-said-bad")).ToContainTextAsync("publicar mesmo assim");
        await page.CheckAsync("input[name=Mesmo]");
        await page.ClickAsync("button[value=publicar]");
        await Assertions.Expect(page.Locator(".admin-said[role=status]")).ToContainTextAsync("Publicado");
        Assert.Contains("3.5", await db.Stores.Where(store => store.Key == "oficina").Select(store => store.Definition).SingleAsync(), StringComparison.Ordinal);

        // And back.
        await page.ClickAsync("tr:has-text('antiga') >> text=Comparar");
        await Assertions.Expect(page.Locator(".diff-out")).ToContainTextAsync("3.5");
        await Assertions.Expect(page.Locator(".diff-in")).ToContainTextAsync("2.5");
        await page.ClickAsync("form[action$=repor] button");
        await Assertions.Expect(page.Locator(".admin-said[role=status]")).ToContainTextAsync("Em vigor");
        Assert.Equal(["1 published", "2 retired"], await db.StoreDefinitions.AsNoTracking().OrderBy(version => version.Version).Select(version => version.Version + " " + version.Status).ToArrayAsync());
        Assert.DoesNotContain("3.5", await db.Stores.Where(store => store.Key == "oficina").Select(store => store.Definition).SingleAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Somebody_elses_draft_is_not_overwritten()
    {
        var (one, other) = (await site.OperatorAsync("primeira@example.pt", script: false), await site.OperatorAsync("segunda@example.pt", script: false));
        foreach (var page in new[] { one, other }) await page.GotoAsync("/admin/lojas/oficina/laboratorio");
        await one.FillAsync("#rascunho", Definition + "\n");
        await one.ClickAsync("button[value=guardar]");
        await Assertions.Expect(one.Locator(".admin-said")).ToContainTextAsync("Rascunho guardado");
        await other.FillAsync("#rascunho", """{"key":"oficina"}""");
        await other.ClickAsync("button[value=guardar]");
        await Assertions.Expect(other.Locator(".admin-said-bad")).ToContainTextAsync("Alguém mudou o rascunho");
        Assert.Equal("""{"key":"oficina"}""", await other.InputValueAsync("#rascunho"));
        foreach (var page in new[] { one, other }) await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task A_stores_rooms_are_accessible_and_fit(ColorScheme theme, int width)
    {
        await using (var db = site.CreateContext())
        {
            db.StoreDefinitions.Add(new StoreDefinitionVersion { StoreKey = "oficina", Version = 2, Json = Definition.Replace("Oficina", "Outra", StringComparison.Ordinal), CreatedAt = TimeProvider.System.GetUtcNow(), Status = DefinitionStatus.Draft });
            await db.SaveChangesAsync();
        }

        var page = await site.OperatorAsync($"lojas{width}@example.pt", theme: theme, width: width);
        var errors = new List<string>();
        foreach (var room in new[] { "", "/laboratorio", "/versoes?ate=1", "/versoes?de=1&ate=2" }.SelectMany(room => new[] { room, $"{room}{(room.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang=en" }))
        {
            var answer = await page.GotoAsync($"/admin/lojas/oficina{room}");
            if (answer!.Status != 200) errors.Add($"{room}: {answer.Status}");
            errors.AddRange(await page.FaultsAsync());
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and not 0) errors.Add($"{page.Url}: {over} px too wide");
        }

        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
