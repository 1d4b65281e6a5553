using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Wishlist;

/// <summary>What a person does with the wishlist, in a browser without script.</summary>
[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class WishStoryTests(AccountSite site)
{
    [Fact]
    public async Task A_heart_pressed_signed_out_leads_through_the_sign_in_onto_the_list()
    {
        var page = await site.OpenAsync(script: false);
        await page.RegisterAsync(site, "coracao@example.pt");
        await page.GotoAsync("/jogos");
        var card = page.Locator("article.card").First;
        var title = await card.Locator(".card-title").InnerTextAsync();
        await page.AndNavigateAsync(() => card.Locator("a.wish-heart").ClickAsync());
        Assert.Equal("/conta/entrar", page.PathOf());
        await page.FillAsync("main input[name=Email]", "coracao@example.pt");
        await page.FillAsync("main input[name=Password]", "uma frase errada");
        await page.PressAsync("Entrar");
        Assert.Equal("/conta/entrar", page.PathOf());
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Entrar");
        await page.GotoAsync("/lista");
        Assert.Equal([title], await page.Locator(".wish-row .card-title").AllInnerTextsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_heart_pressed_without_an_account_leads_through_registration_onto_the_list()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/p/celeste");
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Juntar à lista", Exact = true }).ClickAsync());
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Criar conta" }).ClickAsync());

        // There and back again: the wish is not forgotten on the way.
        await page.AndNavigateAsync(() => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Entrar" }).ClickAsync());
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Criar conta" }).ClickAsync());
        await page.FillAsync("main input[name=Email]", "novo@example.pt");
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Criar conta");

        // The mail is lost: nor does the second one forget.
        await page.AndNavigateAsync(() => page.Locator("main a[href^='/conta/reenviar']").ClickAsync());
        await page.FillAsync("main input[name=Email]", "novo@example.pt");
        await page.PressAsync("Enviar link");
        Assert.Equal(["confirm", "confirm"], await site.MailKindsAsync("novo@example.pt"));
        await page.GotoAsync(await site.LinkAsync("novo@example.pt", "confirm"));
        await page.PressAsync("Confirmar o meu e-mail");
        await page.AndNavigateAsync(() => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Entrar" }).ClickAsync());
        await page.FillAsync("main input[name=Email]", "novo@example.pt");
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Entrar");
        await page.GotoAsync("/lista");
        Assert.Equal(["Celeste"], await page.Locator(".wish-row .card-title").AllInnerTextsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wish_is_given_its_alert_and_what_is_wrong_is_said_beside_what_was_typed()
    {
        var page = await site.MemberAsync("aviso@example.pt");
        var user = await site.WishAsync("aviso@example.pt", "pikmin-4");
        await page.SendAsync("/lista/listas", ("nome", "Natal"));
        await page.GotoAsync("/lista");
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Mudar o aviso" }).ClickAsync());
        await page.CheckAsync("#regra-target");
        await page.FillAsync("#aviso-alvo", "barato");
        await page.SelectOptionAsync("#estado", "any");
        await page.SelectOptionAsync("#lista", new SelectOptionValue { Label = "Natal" });
        await page.CheckAsync("#imprescindivel");
        await page.FillAsync("#nota", "Para o avô");
        await page.PressAsync("Guardar aviso");
        Assert.Equal("/lista/aviso/pikmin-4", page.PathOf());
        Assert.Equal("barato", await page.InputValueAsync("#aviso-alvo"));
        Assert.Equal("Escreve um preço, por exemplo 39,99.", await page.Locator("#aviso-alvo-nota").InnerTextAsync());
        Assert.Equal("true", await page.GetAttributeAsync("#aviso-alvo", "aria-invalid"));
        Assert.Null((await site.WishOfAsync(user, "pikmin-4"))!.Rule);

        await page.FillAsync("#aviso-alvo", "39,99");
        await page.PressAsync("Guardar aviso");
        Assert.Equal("/lista", page.PathOf());
        var row = await page.Locator(".wish-row").InnerTextAsync();
        Assert.Contains("Avisa a 39,99 € ou menos", row.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Natal", row, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Para o avô", row, StringComparison.Ordinal);
        var wish = (await site.WishOfAsync(user, "pikmin-4"))!;
        Assert.Equal(("target", 39.99m, "any", true), (wish.Rule, wish.TargetPrice, wish.Condition, wish.MustHave));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_product_s_own_page_has_the_same_form()
    {
        var page = await site.MemberAsync("produto@example.pt");
        var user = await site.WishAsync("produto@example.pt", "celeste");
        await page.GotoAsync("/p/celeste");
        await page.Locator("#aviso summary").First.ClickAsync();
        await page.CheckAsync("#comprado");
        await page.FillAsync("#aviso-comprado_por", "cinquenta");
        await page.PressAsync("Guardar aviso");
        Assert.Equal("Escreve o preço que pagaste, por exemplo 49,99.", await page.Locator("#aviso-comprado_por-nota").InnerTextAsync());
        await page.FillAsync("#aviso-comprado_por", "50");
        await page.PressAsync("Guardar aviso");
        Assert.Equal("/p/celeste", page.PathOf());
        Assert.Equal(50, (await site.WishOfAsync(user, "celeste"))!.BoughtPrice);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_target_that_was_reached_is_lowered_with_one_press()
    {
        var page = await site.MemberAsync("descer@example.pt");
        var user = await site.WishAsync("descer@example.pt", "celeste");
        await using (var db = site.CreateContext())
        {
            await db.WishlistItems.Where(item => item.UserId == user).ExecuteUpdateAsync(set => set
                .SetProperty(item => item.Rule, "target").SetProperty(item => item.TargetPrice, 40m).SetProperty(item => item.SuggestedTarget, 38.49m));
        }

        await page.GotoAsync("/lista");
        await page.PressAsync("Sim, baixar o alvo");
        var wish = (await site.WishOfAsync(user, "celeste"))!;
        Assert.Equal((38.49m, null), (wish.TargetPrice, wish.SuggestedTarget));
        Assert.Equal(0, await page.Locator(".wish-suggestion").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_reaches_another_s_list_by_its_names_and_numbers_and_no_field_sets_what_the_form_has_not()
    {
        var owner = await site.MemberAsync("dona@example.pt");
        var user = await site.WishAsync("dona@example.pt", "celeste", "pikmin-4");
        await owner.SendAsync("/lista/listas", ("nome", "Só minha"));
        await owner.Context.CloseAsync();
        await using var db = site.CreateContext();
        var list = await db.WishLists.Where(row => row.UserId == user).Select(row => row.Id).SingleAsync();

        var page = await site.MemberAsync("estranha@example.pt");
        var stranger = await site.WishAsync("estranha@example.pt", "pikmin-4");
        await page.SendAsync("/lista/remover", ("produto", "celeste"));
        await page.SendAsync("/lista/sugestao", ("produto", "celeste"), ("aceitar", "true"));
        await page.SendAsync("/lista/listas/nome", ("lista", $"{list}"), ("nome", "Roubada"));
        await page.SendAsync("/lista/listas/apagar", ("lista", $"{list}"));
        await page.SendAsync("/lista/partilha", ("lista", $"{list}"));
        Assert.Equal(404, (await page.GotoAsync("/lista/aviso/celeste"))!.Status);
        Assert.Equal("Só minha", (await db.WishLists.AsNoTracking().SingleAsync(row => row.Id == list)).Name);
        Assert.False(await db.WishShares.AnyAsync(share => share.ListId == list));
        Assert.NotNull(await site.WishOfAsync(user, "celeste"));

        await page.SendAsync(
            "/lista/aviso/pikmin-4", ("_handler", "aviso"), ("regra", "low"), ("estado", "new"), ("formato", "any"), ("lista", $"{list}"), ("UserId", $"{user}"));
        Assert.Null((await site.WishOfAsync(stranger, "pikmin-4"))!.Rule);
        await page.SendAsync(
            "/lista/aviso/pikmin-4", ("_handler", "aviso"), ("regra", "low"), ("estado", "new"), ("formato", "any"), ("UserId", $"{user}"), ("ToldPrice", "1"),
            ("PriceWhenAdded", "1"), ("SuggestedTarget", "1"));
        var wish = (await site.WishOfAsync(stranger, "pikmin-4"))!;
        Assert.Equal(("low", null, null, null), (wish.Rule, wish.ToldPrice, wish.PriceWhenAdded, wish.SuggestedTarget));
        Assert.Null((await site.WishOfAsync(user, "pikmin-4"))!.Rule);

        var without = await page.APIRequest.PostAsync("/lista/remover", new() { Form = page.APIRequest.CreateFormData().Set("produto", "pikmin-4"), MaxRedirects = 0 });
        Assert.Equal(400, without.Status);
        await page.Context.CloseAsync();
    }
}
