using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Alerts;

[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class InboxTests(AccountSite site)
{
    [Fact]
    public async Task The_header_counts_what_is_unread_and_one_or_all_can_be_marked()
    {
        var page = await site.MemberAsync("caixa@example.pt");
        await page.GotoAsync("/conta/avisos");
        Assert.Contains("Ainda não tens avisos", await page.Locator("main").InnerTextAsync());
        Assert.Equal(0, await page.Locator(".alerts-count").CountAsync());
        var stranger = await AlertsAsync("caixa@example.pt", 3);

        await page.GotoAsync("/jogos");
        Assert.Equal("3", await page.Locator(".alerts-count").InnerTextAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Link, new() { Name = "Avisos 3 por ler", Exact = true }).CountAsync());
        await page.AndNavigateAsync(() => page.Locator(".alerts-link").ClickAsync());
        Assert.Equal(3, await page.Locator(".alert-item").CountAsync());
        await page.PressAsync("Marcar como lido");
        Assert.Equal(2, await page.Locator(".alert-unread").CountAsync());
        Assert.Equal("2", await page.Locator(".alerts-count").InnerTextAsync());
        await page.PressAsync("Marcar tudo como lido");
        Assert.Equal(0, await page.Locator(".alert-unread").CountAsync());
        Assert.Equal(3, await page.Locator(".alert-item").CountAsync());
        await page.AndNavigateAsync(() => page.Locator(".alert-title").First.ClickAsync());
        Assert.Equal("/p/pikmin-4", page.PathOf());

        // Whoever knows the number of somebody's alert can't touch it.
        await page.GotoAsync("/conta/avisos/como");
        var token = await page.Locator("main input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        var form = page.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", token!);
        form.Set("aviso", stranger.ToString());
        Assert.True((await page.APIRequest.PostAsync("/conta/avisos/lidos", new() { Form = form })).Ok);
        await using var db = site.CreateContext();
        Assert.Null((await db.Alerts.SingleAsync(alert => alert.Id == stranger)).ReadAt);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Older_alerts_are_a_page_away_and_none_is_shown_twice()
    {
        var page = await site.MemberAsync("muitos@example.pt");
        await AlertsAsync("muitos@example.pt", 70);
        await page.GotoAsync("/conta/avisos");
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await page.Locator(".alert-item form input[name=aviso]").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"));
            if (await page.GetByRole(AriaRole.Link, new() { Name = "Mais antigos" }).CountAsync() is 0)
            {
                break;
            }

            await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Mais antigos" }).ClickAsync());
        }

        Assert.Equal(70, seen.Count);
        Assert.Equal(70, seen.Distinct().Count());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_to_be_told_is_kept_as_it_was_chosen()
    {
        var page = await site.MemberAsync("quando@example.pt");
        await page.GotoAsync("/conta/avisos/como");
        await page.CheckAsync("input[name=Ritmo][value=weekly]");
        await page.SelectOptionAsync("select[name=Dia]", "7");
        await page.UncheckAsync("input[name=Logo]");
        await page.FillAsync("input[name=De]", "22:30");
        await page.PressAsync("Guardar");
        Assert.Contains("preenche as duas", await page.Locator("main").InnerTextAsync());
        await page.FillAsync("input[name=De]", "22:30");
        await page.FillAsync("input[name=Ate]", "08:00");
        await page.CheckAsync("input[name=Ritmo][value=weekly]");
        await page.SelectOptionAsync("select[name=Dia]", "7");
        await page.UncheckAsync("input[name=Logo]");
        await page.SelectOptionAsync("select[name=Fuso]", "Atlantic/Azores");
        await page.PressAsync("Guardar");
        Assert.Contains("Guardado.", await page.Locator("main").InnerTextAsync());
        await page.GotoAsync("/conta/avisos/como");
        Assert.True(await page.IsCheckedAsync("input[name=Ritmo][value=weekly]"));
        Assert.False(await page.IsCheckedAsync("input[name=Logo]"));
        Assert.Equal(("22:30", "08:00", "7"), (await page.InputValueAsync("input[name=De]"), await page.InputValueAsync("input[name=Ate]"), await page.InputValueAsync("select[name=Dia]")));
        await using var db = site.CreateContext();
        var user = await db.Users.SingleAsync(user => user.Email == "quando@example.pt");
        Assert.Equal(
            (DigestRhythms.Weekly, 7, false, new TimeOnly(22, 30), new TimeOnly(8, 0), "Atlantic/Azores"),
            (user.DigestRhythm, user.DigestDay, user.MustHavesAtOnce, user.QuietFrom!.Value, user.QuietUntil!.Value, user.TimeZone));
        await page.PressAsync("Desligar avisos");
        Assert.Equal("/conta/avisos/como", page.PathOf());
        Assert.Equal((false, "account"), await db.Consents.Where(one => one.UserId == user.Id && one.Kind == Consents.Alerts).OrderByDescending(one => one.At)
            .Select(one => new ValueTuple<bool, string>(one.Given, one.Source)).FirstAsync());
        await page.Context.CloseAsync();
    }

    /// <summary>So many alerts of a person, and one of somebody else, whose id it is.</summary>
    private async Task<Guid> AlertsAsync(string address, int count)
    {
        await using var db = site.CreateContext();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO alerts (id, user_id, occasion, episode_id, step, product_id, listing_id, price, price_before, run_id, created_at)
            SELECT gen_random_uuid(), person.id, 'low', gen_random_uuid(), 1, product.id, (SELECT min(id) FROM listings WHERE product_id = product.id), 39.99, 49.99, gen_random_uuid(),
                date_trunc('minute', now()) - n / 3 * interval '1 minute'
            FROM users person, products product, generate_series(1, {count}) n WHERE person.email = {address} AND product.slug = 'pikmin-4'
            """);
        var other = Guid.NewGuid();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO users (id, language, created_at, unsubscribe_token, alerts_off, user_name, email, email_confirmed, phone_number_confirmed, two_factor_enabled,
                lockout_enabled, access_failed_count)
            VALUES ({other}, 'pt-PT', now(), gen_random_uuid(), false, {other.ToString()}, {other.ToString()}, true, false, false, true, 0)
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO alerts (id, user_id, occasion, episode_id, step, product_id, price, run_id, created_at)
            SELECT {other}, {other}, 'low', gen_random_uuid(), 1, id, 39.99, gen_random_uuid(), now() FROM products WHERE slug = 'pikmin-4'
            """);
        return other;
    }
}
