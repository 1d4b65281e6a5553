using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Wishlist;

/// <summary>A list that is shared, its guests, and what its owner does not learn.</summary>
[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class GiftTests(AccountSite site)
{
    [Fact]
    public async Task A_guest_reserves_and_gives_up_and_the_owner_sees_neither()
    {
        var owner = await site.MemberAsync("anos@example.pt");
        var user = await site.WishAsync("anos@example.pt", "celeste", "pikmin-4");
        var path = await ShareAsync(owner, "Rita");

        var guest = await site.OpenAsync(script: false);
        var answer = (await guest.GotoAsync(path))!;
        Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        Assert.Contains("noindex", answer.Headers["x-robots-tag"], StringComparison.Ordinal);
        Assert.Equal("Lista de desejos partilhada por Rita", await guest.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain("anos@example.pt", await guest.ContentAsync(), StringComparison.Ordinal);
        await guest.AndNavigateAsync(() => guest.Locator("#presente-celeste button").ClickAsync());
        Assert.Contains("Reservado por ti", await guest.Locator("#presente-celeste").InnerTextAsync(), StringComparison.Ordinal);

        var before = await ListAsync(owner, path);
        var other = await site.OpenAsync(script: false);
        await other.GotoAsync(path);
        Assert.Contains("Já está reservado", await other.Locator("#presente-celeste").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await other.Locator("#presente-celeste button").CountAsync());

        var undo = await guest.Locator("#presente-celeste input[readonly]").InputValueAsync();
        await guest.AndNavigateAsync(() => guest.Locator("#presente-celeste form button").ClickAsync());
        Assert.Equal(before, await ListAsync(owner, path));
        Assert.DoesNotContain("eservado por", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Já está reservado", before, StringComparison.Ordinal);

        // The link of a reservation that is no more says so, to programs that look through mails too.
        await other.GotoAsync(undo);
        Assert.Contains("já não existe", await other.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await using var db = site.CreateContext();
        Assert.False(await db.WishReservations.AnyAsync(row => row.OwnerId == user));
        foreach (var page in new[] { owner, guest, other })
        {
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_link_of_a_reservation_undoes_it_anywhere_and_only_when_pressed()
    {
        var owner = await site.MemberAsync("natal@example.pt");
        var user = await site.WishAsync("natal@example.pt", "celeste");
        var path = await ShareAsync(owner);
        var guest = await site.OpenAsync(script: false);
        await guest.GotoAsync(path);
        await guest.PressAsync("Vou oferecer");
        var undo = await guest.Locator("#presente-celeste input[readonly]").InputValueAsync();

        var elsewhere = await site.OpenAsync(script: false);
        await elsewhere.GotoAsync(undo);
        await using var db = site.CreateContext();
        Assert.True(await db.WishReservations.AnyAsync(row => row.OwnerId == user));
        await elsewhere.PressAsync("Desistir da reserva");
        Assert.False(await db.WishReservations.AnyAsync(row => row.OwnerId == user));
        Assert.Contains("já não existe", await elsewhere.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await owner.Context.CloseAsync();
        await guest.Context.CloseAsync();
        await elsewhere.Context.CloseAsync();
    }

    [Fact]
    public async Task Of_many_guests_who_press_at_once_one_gets_it()
    {
        var owner = await site.MemberAsync("corrida@example.pt");
        var user = await site.WishAsync("corrida@example.pt", "celeste");
        var path = await ShareAsync(owner);
        var guests = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.OpenAsync(script: false)));
        await Task.WhenAll(guests.Select(guest => guest.GotoAsync(path)));
        await Task.WhenAll(guests.Select(guest => guest.PressAsync("Vou oferecer")));
        var said = await Task.WhenAll(guests.Select(guest => guest.Locator("main").InnerTextAsync()));
        Assert.Equal(1, said.Count(text => text.Contains("Reservado por ti", StringComparison.Ordinal)));
        Assert.Equal(5, said.Count(text => text.Contains("Alguém foi mais rápido", StringComparison.Ordinal)));
        await using var db = site.CreateContext();
        Assert.Equal(1, await db.WishReservations.CountAsync(row => row.OwnerId == user));
        foreach (var page in guests.Append(owner))
        {
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Only_what_the_link_shows_can_be_reserved_never_by_the_owner_and_never_after_it_was_taken_back()
    {
        var owner = await site.MemberAsync("duas@example.pt");
        var user = await site.WishAsync("duas@example.pt", "celeste", "pikmin-4");
        await owner.SendAsync("/lista/listas", ("nome", "Casa"));
        await using var db = site.CreateContext();
        var list = await db.WishLists.Where(row => row.UserId == user).Select(row => row.Id).SingleAsync();
        await db.WishlistItems.Where(item => item.UserId == user && item.Product.Slug == "celeste").ExecuteUpdateAsync(set => set.SetProperty(item => item.ListId, list));
        var path = await ShareAsync(owner);
        await owner.GotoAsync(path);
        Assert.Equal(["Pikmin 4"], await owner.Locator(".wish-row .card-title").AllInnerTextsAsync());
        await owner.SendAsync($"{path}/reservar", ("produto", "pikmin-4"));
        Assert.Equal(0, await db.WishReservations.CountAsync(row => row.OwnerId == user));

        var guest = await site.MemberAsync("prima@example.pt");
        await guest.SendAsync($"{path}/reservar", ("produto", "celeste"));
        Assert.Equal(0, await db.WishReservations.CountAsync(row => row.OwnerId == user));
        await guest.SendAsync($"{path}/reservar", ("produto", "pikmin-4"));
        Assert.Equal(1, await db.WishReservations.CountAsync(row => row.OwnerId == user));

        await owner.GotoAsync("/lista/gerir");
        await owner.Locator("summary", new() { HasText = "Partilhar" }).First.ClickAsync();
        await owner.PressAsync("Deixar de partilhar");
        Assert.Equal(404, (await guest.GotoAsync(path))!.Status);
        Assert.Equal(404, (await guest.GotoAsync("/partilha/AAAAAAAAAAAAAAAAAAAAAA"))!.Status);
        await owner.Context.CloseAsync();
        await guest.Context.CloseAsync();
    }

    /// <summary>Shares the main list and returns its path.</summary>
    private static async Task<string> ShareAsync(IPage owner, string? name = null)
    {
        await owner.GotoAsync("/lista/gerir");
        await owner.Locator("summary", new() { HasText = "Partilhar" }).First.ClickAsync();
        if (name is not null) await owner.Locator("input[name=nome]").First.FillAsync(name);
        await owner.PressAsync("Criar endereço");
        return new Uri(await owner.Locator(".share-link").First.InputValueAsync()).AbsolutePath;
    }

    /// <summary>All that the owner can see of it.</summary>
    private static async Task<string> ListAsync(IPage owner, string path)
    {
        await owner.GotoAsync("/lista");
        var list = await owner.Locator("main").InnerTextAsync();
        await owner.GotoAsync(path);
        return list + await owner.Locator("main").InnerTextAsync();
    }
}
