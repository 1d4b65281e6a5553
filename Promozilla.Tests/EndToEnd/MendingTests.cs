using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>A shop changes its markup, and an operator mends how it is read, all in a browser: the sample stores and all three services as processes, on real servers.</summary>
[Trait("needs", "browser")]
public sealed class MendingTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>
{
    private const string Store = "castelo";
    private const string Address = "operadora@example.pt";
    private static readonly DateOnly Day = new(2026, 9, 7);

    [Fact]
    public async Task A_store_whose_markup_changed_is_mended_in_the_lab_and_nobody_was_mailed_a_wrong_price()
    {
        await using var shops = await FaultyShops.OpenAsync(postgres, rabbitMq, redis, mail, output.WriteLine, withSite: true);
        await shops.SetDayAsync(Day);
        await shops.PassGoodNightsAsync();

        await OperatorAsync();
        var browser = await Chromium.Browser;
        await using var context = await browser.NewContextAsync(new() { Locale = "pt-PT", BaseURL = shops.Site, ServiceWorkers = ServiceWorkerPolicy.Block });
        var page = await context.NewPageAsync();
        await page.SignInAsync(Address);

        var day = Day.AddDays(1);
        await shops.SetDayAsync(day);
        var person = await shops.WishForFallAsync(Store, day);
        await shops.SetFaultAsync(Store, "layout");
        var before = await shops.ShelvesAsync(Store);

        // Red health: the night's run, followed live, says so, and so does the store.
        await StartAsync(page, "");
        await Assertions.Expect(page.Locator(".run-store", new() { HasText = "Castelo" }).Locator(".admin-mark-bad").First).ToBeVisibleAsync();
        await page.GotoAsync($"/admin/lojas/{Store}");
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("doente");
        Assert.Equal(before, await shops.ShelvesAsync(Store));
        await shops.NoMailAsync(person);

        // A draft: it says what it reads of the new page, and can't be published before it was replayed.
        await page.ClickAsync("text=Abrir o laboratório >> nth=0");
        var shipped = await page.InputValueAsync("#rascunho");
        await PressAsync(page, "ler", category: true);
        await Assertions.Expect(page.Locator("#resultado .admin-mark").First).ToHaveTextAsync("ilegível");
        await page.FillAsync("#rascunho", shipped.Replace("\"items\"", "\"itens\"", StringComparison.Ordinal));
        await PressAsync(page, "ler", category: true);
        await Assertions.Expect(page.Locator(".admin-said-bad code")).ToHaveTextAsync("$.itens");
        await page.FillAsync("#rascunho", shipped.Replace("article.product-miniature", "article.product-miniature, article.cartao-de-produto", StringComparison.Ordinal));
        await page.FillAsync("input[name=Nota]", "As caixas dos produtos mudaram de nome");
        await PressAsync(page, "ler", category: true);
        await Assertions.Expect(page.Locator("#resultado .admin-mark").First).ToHaveTextAsync("lida");
        await Assertions.Expect(page.Locator(".lab-items .lab-source").First).ToBeVisibleAsync();
        await PressAsync(page, "publicar");
        await Assertions.Expect(page.Locator(".admin-said-bad")).ToContainTextAsync("repete-o primeiro");

        // Replayed over what was kept of good nights and of the bad one, and published.
        await PressAsync(page, "repetir");
        await Assertions.Expect(page.Locator(".lab-steps .lab-done")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".lab-breaks")).ToHaveCountAsync(0);
        await PressAsync(page, "publicar");
        await Assertions.Expect(page.Locator(".admin-said[role=status]")).ToHaveTextAsync("Publicado: a próxima leitura usa esta versão.");

        // The next reading is good, alerts thaw: one mail, with what the shop truly asks.
        await page.ClickAsync("text=Ler agora");
        await Assertions.Expect(page.Locator(".admin-said[role=status]")).ToContainTextAsync("Pedido feito");
        await ClosedAsync(page);
        await page.GotoAsync($"/admin/lojas/{Store}");
        await Assertions.Expect(page.Locator(".admin-lead .admin-mark")).ToHaveTextAsync("bem");
        Assert.Empty(await shops.SickAsync());
        Assert.Equal([], await shops.DifferencesAsync(day));
        await shops.OneMailAsync(person);
        await using var db = postgres.CreateContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "definition.publish" && entry.Subject == $"stores/{Store}"));
    }

    private static async Task StartAsync(IPage page, string store)
    {
        await page.GotoAsync("/admin/execucoes");
        await page.SelectOptionAsync("select[name=loja]", store);
        await page.ClickAsync("form[action$=comecar] button");
        await Assertions.Expect(page.Locator(".admin-said")).ToContainTextAsync("Pedido feito");
        await ClosedAsync(page);
    }

    /// <summary>The board follows the run until it is closed, by itself.</summary>
    private static Task ClosedAsync(IPage page) => Assertions.Expect(page.Locator(".run-head .admin-mark")).ToHaveTextAsync("terminada", new() { Timeout = 90_000 });

    private static async Task PressAsync(IPage page, string act, bool category = false)
    {
        if (category) await page.SelectOptionAsync("select[name=Categoria]", new SelectOptionValue { Index = 1 });
        await page.AndNavigateAsync(() => page.ClickAsync($"button[name=Acto][value={act}]"));
    }

    private async Task OperatorAsync()
    {
        await using var db = postgres.CreateContext();
        var person = new User { Id = Guid.NewGuid(), UserName = Address, NormalizedUserName = Address.ToUpperInvariant(), Email = Address, NormalizedEmail = Address.ToUpperInvariant(), EmailConfirmed = true, SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = TimeProvider.System.GetUtcNow() };
        person.PasswordHash = new PasswordHasher<User>().HashPassword(person, AccountActs.Password);
        var role = new IdentityRole<Guid>(OperatorRoles.Curator) { Id = Guid.NewGuid(), NormalizedName = OperatorRoles.Curator.ToUpperInvariant() };
        db.AddRange(person, role, new IdentityUserRole<Guid> { UserId = person.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
    }
}
