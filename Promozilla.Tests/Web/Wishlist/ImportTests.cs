using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Web.Components.Pages.Wishlist;

namespace Promozilla.Tests.Web.Wishlist;

[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class ImportTests(AccountSite site)
{
    // In the shape of Deku Deals' export: two that are ours, one that is nobody's, one that may be several.
    private const string DekuDeals = """
        {"items": [
            {"name": "Pikmin 4 (Nintendo Switch)", "link": "https://www.dekudeals.com/items/pikmin-4", "added_at": "2025-06-29T07:43:28+00:00"},
            {"name": "Luigi’s Mansion 3", "link": "https://www.dekudeals.com/items/luigis-mansion-3", "added_at": "2025-06-29T07:49:26+00:00", "desired_price": 29.99},
            {"name": "Mario Party", "link": "https://www.dekudeals.com/items/mario-party", "added_at": "2025-06-30T07:49:26+00:00"},
            {"name": "Xyzzy Qwfp Zxcv", "link": "https://www.dekudeals.com/items/x", "added_at": "2025-06-30T07:49:26+00:00"}
        ], "default_desired_price": "lowest"}
        """;

    [Fact]
    public async Task A_list_from_Deku_Deals_is_matched_by_title_and_what_is_not_sure_is_asked()
    {
        var page = await site.MemberAsync("deku@example.pt");
        for (var time = 0; time < 2; time++)
        {
            await UploadAsync(page, "wishlist.json", DekuDeals);
            Assert.Contains(time is 0 ? "Novos: 2. Já na lista: 0. Por escolher: 2" : "Novos: 0. Já na lista: 2. Por escolher: 2", await SaidAsync(page), StringComparison.Ordinal);
        }

        Assert.Equal(["Mario Party", "Xyzzy Qwfp Zxcv"], await page.Locator(".import-title").AllInnerTextsAsync());
        await page.AndNavigateAsync(() => page.Locator(".import-choice", new() { HasText = "Super Mario Party Jamboree" }).ClickAsync());
        await page.AndNavigateAsync(() => page.Locator(".import-line .btn-quiet").ClickAsync());
        Assert.Equal(0, await page.Locator(".import-line").CountAsync());
        await using var db = site.CreateContext();
        var wishes = await db.WishlistItems.Where(item => db.Users.Any(user => user.Id == item.UserId && user.Email == "deku@example.pt"))
            .OrderBy(item => item.CreatedAt).Select(item => new { item.Product.Slug, item.Rule, item.TargetPrice, item.CreatedAt.Year }).ToListAsync();
        Assert.Equal(
            ["pikmin-4 low  2025", "luigi-s-mansion-3 target 29.99 2025", "super-mario-party-jamboree low  2025"],
            wishes.Select(wish => FormattableString.Invariant($"{wish.Slug} {wish.Rule} {wish.TargetPrice:0.00} {wish.Year}")));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task What_is_exported_can_be_imported_into_another_account_as_it_was(string format)
    {
        var page = await site.MemberAsync($"leva-{format}@example.pt");
        var user = await site.WishAsync($"leva-{format}@example.pt", "celeste", "pikmin-4");
        await page.SendAsync("/lista/listas", ("nome", "Natal; da \"Rita\", 2026"));
        await using var db = site.CreateContext();
        var list = await db.WishLists.Where(row => row.UserId == user).Select(row => row.Id).SingleAsync();
        await db.WishlistItems.Where(item => item.UserId == user && item.Product.Slug == "celeste").ExecuteUpdateAsync(set => set
            .SetProperty(item => item.ListId, list).SetProperty(item => item.Rule, "target").SetProperty(item => item.TargetPrice, 12.5m)
            .SetProperty(item => item.Stores, new[] { "castelo" }).SetProperty(item => item.Note, "=1+1\n\"x\"").SetProperty(item => item.MustHave, true)
            .SetProperty(item => item.BoughtOn, new DateOnly(2026, 11, 1)).SetProperty(item => item.BoughtPrice, 14m));
        var file = await (await page.APIRequest.GetAsync($"/lista/exportar.{format}")).BodyAsync();
        await page.Context.CloseAsync();

        var other = await site.MemberAsync($"recebe-{format}@example.pt");
        await UploadAsync(other, $"lista.{format}", Encoding.UTF8.GetString(file));
        Assert.Contains("Novos: 2. Já na lista: 0. Por escolher: 0", await SaidAsync(other), StringComparison.Ordinal);
        var again = await (await other.APIRequest.GetAsync($"/lista/exportar.{format}")).BodyAsync();
        Assert.Equal(WishFileReader.Read(file).Wishes.OrderBy(wish => wish.Slug), WishFileReader.Read(again).Wishes.OrderBy(wish => wish.Slug), Same);
        await other.Context.CloseAsync();
    }

    [Theory]
    [InlineData("{\"items\": [", "Não percebemos o ficheiro")]
    [InlineData("title\n\"<script>alert(1)</script>' OR 1=1 --\"\n", "Novos: 0. Já na lista: 0. Por escolher: 1")]
    [InlineData("title\n\"((((((((((((((((&|!:*<->\"\n", "Novos: 0. Já na lista: 0. Por escolher: 1")]
    public async Task A_hostile_file_harms_nobody(string content, string said)
    {
        var page = await site.MemberAsync($"{Guid.NewGuid():n}@example.pt");
        await UploadAsync(page, "../../etc/passwd", content);
        Assert.Contains(said, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main script").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_a_full_list_takes_no_more()
    {
        var page = await site.MemberAsync("cheia@example.pt");
        await UploadAsync(page, "grande.csv", "title\n" + new string('a', WishFileReader.MostBytes));
        Assert.Contains("passa de 1 MB", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await using (var db = site.CreateContext())
        {
            var user = await db.Users.Where(user => user.Email == "cheia@example.pt").Select(user => user.Id).SingleAsync();
            await db.Database.ExecuteSqlAsync(
                $"""
                WITH many AS (
                    INSERT INTO products (slug, title, title_key, kind, platform, edition, format, created_at, offer_count, in_stock, updated_at)
                    SELECT 'cheia-' || n, 'Cheia ' || n, 'cheia ' || n, 'game', 'switch', '', 'physical', now(), 0, false, now() FROM generate_series(1, {WishlistQuery.Most - 1}) n
                    RETURNING id
                )
                INSERT INTO wishlist_items (user_id, product_id, created_at) SELECT {user}, id, now() FROM many
                """);
        }

        await UploadAsync(page, "lista.csv", "title\nCeleste\nPikmin 4\n");
        Assert.StartsWith("Novos: 1. Já na lista: 0. Por escolher: 0. Não couberam: 1", await SaidAsync(page), StringComparison.Ordinal);
        await page.SendAsync("/lista/juntar", ("produto", "stardew-valley"));
        await page.SendAsync("/lista/remover", ("produto", "cheia-1"));
        await page.SendAtOnceAsync("/lista/juntar", "produto", "stardew-valley", "pikmin-4", "luigi-s-mansion-3", "cheia-1", "mario-kart-world", "super-mario-party-jamboree");
        await using (var db = site.CreateContext())
        {
            Assert.Equal(WishlistQuery.Most, await db.WishlistItems.CountAsync(item => db.Users.Any(user => user.Id == item.UserId && user.Email == "cheia@example.pt")));
        }

        await page.GotoAsync("/lista");
        Assert.Equal(WishlistFilter.PageSize, await page.Locator(".wish-row").CountAsync());
        Assert.Contains($"A tua lista tem {WishlistQuery.Most} artigos, o máximo", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static bool Same(FiledWish one, FiledWish other) =>
        one with { Stores = null } == other with { Stores = null } && (one.Stores ?? []).SequenceEqual(other.Stores ?? []);

    private static async Task UploadAsync(IPage page, string name, string content)
    {
        await page.GotoAsync("/lista/importar");
        await page.Locator("#ficheiro").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.AndNavigateAsync(() => page.Locator(".import-form button").ClickAsync());
    }

    private static async Task<string> SaidAsync(IPage page) =>
        System.Text.RegularExpressions.Regex.Replace(await page.Locator("[role=status]").First.InnerTextAsync(), @"\s+", " ");
}
