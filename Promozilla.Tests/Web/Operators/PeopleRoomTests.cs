using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class PeopleRoomTests(AdminSite site)
{
    [Fact]
    public async Task A_person_is_found_by_the_exact_address_alone_and_every_look_is_kept()
    {
        await site.PersonAsync("ana.silva@example.pt");
        var page = await site.OperatorAsync("chefia@example.pt", script: false);
        await page.GotoAsync("/admin/pessoas");
        await page.FillAsync("main input[name=endereco]", "ana@example.pt");
        await page.PressAsync("Procurar");
        Assert.StartsWith("Não há nenhuma conta", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("main input[name=endereco]", " Ana.Silva@example.pt");
        await page.PressAsync("Procurar");
        Assert.Equal("ana.silva@example.pt", await page.Locator("h1").InnerTextAsync());
        var id = await IdAsync("ana.silva@example.pt");
        Assert.EndsWith($"/{id}", page.Url, StringComparison.Ordinal);
        Assert.Equal(["people.look"], await ActionsAsync(id));

        await page.PressAsync("Deixar de enviar e-mails");
        await using (var db = site.CreateContext()) Assert.Equal("operator", (await db.Suppressions.FindAsync(AddressHash.Of("ana.silva@example.pt")))!.Reason);
        await page.PressAsync("Voltar a enviar e-mails");
        await using (var db = site.CreateContext()) Assert.Null(await db.Suppressions.FindAsync(AddressHash.Of("ana.silva@example.pt")));

        // Not without having said that the person asked for it: the browser holds the form back, and the site does.
        await page.Locator("input[name=certo]").CheckAsync();
        await page.PressAsync("Apagar a pessoa");
        Assert.StartsWith("A pessoa foi apagada", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await page.GotoAsync($"/admin/pessoas/{id}"))!.Status);
        Assert.Equal(["people.look", "people.suppress", "people.look", "people.unsuppress", "people.look", "people.forget"], await ActionsAsync(id));
        await using (var db = site.CreateContext()) Assert.False(await db.Users.AnyAsync(user => user.Id == id));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_signing_out_ends_every_session()
    {
        var page = await site.OperatorAsync("chefia2@example.pt");
        var other = await site.OperatorAsync("nova@example.pt", role: null);
        var id = await IdAsync("nova@example.pt");
        await page.GotoAsync($"/admin/pessoas/{id}");
        await page.SelectOptionAsync("select[name=papel]", OperatorRoles.Curator);
        await page.PressAsync("Dar este papel");
        await other.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", other.PathOf());
        await other.SignInAsync("nova@example.pt");
        Assert.Equal(200, (await other.GotoAsync("/admin/duvidas"))!.Status);
        Assert.Equal(404, (await other.GotoAsync("/admin/pessoas"))!.Status);
        Assert.Equal(404, (await other.GotoAsync($"/admin/pessoas/{id}"))!.Status);

        // Who operates the site is dismissed before being deleted.
        Assert.Equal(0, await page.Locator("input[name=certo]").CountAsync());
        await page.PressAsync("Terminar todas as sessões");
        await other.GotoAsync("/admin/duvidas");
        Assert.Equal("/conta/entrar", other.PathOf());
        await page.SelectOptionAsync("select[name=papel]", "");
        await page.PressAsync("Dar este papel");
        Assert.Equal(["people.look", "people.appoint", "people.look", "people.signout", "people.look", "people.dismiss", "people.look"], await ActionsAsync(id));
        foreach (var open in new[] { page, other }) await open.Context.CloseAsync();
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var page = await site.OperatorAsync("ultima@example.pt");
        var id = await IdAsync("ultima@example.pt");
        await page.GotoAsync($"/admin/pessoas/{id}");
        await using var db = site.CreateContext();
        var others = await db.UserRoles.Where(row => row.UserId != id).ToListAsync();
        await db.UserRoles.Where(row => row.UserId != id).ExecuteDeleteAsync();
        await page.SelectOptionAsync("select[name=papel]", "");
        await page.PressAsync("Dar este papel");
        Assert.StartsWith("Não foi feito nada", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(OperatorRoles.Administrator, await db.UserRoles.Where(row => row.UserId == id).Join(db.Roles, row => row.RoleId, role => role.Id, (_, role) => role.Name).SingleAsync());
        db.ChangeTracker.Clear();
        db.UserRoles.AddRange(others);
        await db.SaveChangesAsync();
        await page.Context.CloseAsync();
    }

    private async Task<Guid> IdAsync(string address)
    {
        await using var db = site.CreateContext();
        return await db.Users.Where(user => user.Email == address).Select(user => user.Id).SingleAsync();
    }

    private async Task<string[]> ActionsAsync(Guid person)
    {
        await using var db = site.CreateContext();
        return await db.AuditEntries.Where(entry => entry.Subject == $"people/{person}").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync();
    }
}
