using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Mail;
using Promozilla.Data.Messages;
using Promozilla.Data.Operators;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Archive;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker;
using Promozilla.Web.Components.Pages.Admin;
using Promozilla.Worker.Operators;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class AdminPageTests(AdminSite site)
{
    private static IEnumerable<string> Rooms => AdminMenu.Groups.SelectMany(group => group.Items).Select(item => $"/admin{item.Path}");

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task Every_room_is_accessible_fits_and_speaks_both_languages(ColorScheme theme, int width)
    {
        var page = await site.OperatorAsync($"quartos{width}@example.pt", theme: theme, width: width);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error") errors.Add($"{page.Url}: {message.Text}");
        };
        foreach (var room in Rooms.Concat(await DetailsAsync()).SelectMany(room => new[] { room, $"{room}{(room.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang=en" }))
        {
            var answer = await page.GotoAsync(room);
            // Past the menu by two keys.
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            if (await page.EvaluateAsync<string>("document.activeElement.id") is var reached and not "conteudo") errors.Add($"{page.Url}: the keys lead to '{reached}'");
            if (answer!.Status != 200) errors.Add($"{room}: {answer.Status}");
            // In English it is the same page with other words.
            if (!room.EndsWith("lang=en", StringComparison.Ordinal)) errors.AddRange(await page.FaultsAsync());
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and not 0) errors.Add($"{page.Url}: {over} px too wide");
            if (!answer.Headers.TryGetValue("cache-control", out var kept) || !kept.Contains("no-store", StringComparison.Ordinal)) errors.Add($"{page.Url}: cache-control {kept}");
        }

        Assert.True(errors.Count is 0, string.Join("\n", errors));
        await page.Context.CloseAsync();
    }

    /// <summary>One of each page that no menu leads to; a store's and its lab are StoreRoomTests'.</summary>
    private async Task<string[]> DetailsAsync()
    {
        var (store, now, night) = ($"loja{Guid.NewGuid():n}", TimeProvider.System.GetUtcNow(), site.Worker.Clock.GetUtcNow());
        var nights = new Nights(site.Worker, store);
        await nights.AddStoreAsync();
        await nights.KeepAsync(night.AddDays(-40), night.AddDays(-1), Nights.Item($"a{store}", 60));
        var run = await nights.PassAsync(night, "nightly", Nights.Item($"a{store}", 20) with { Evidence = new ReadingEvidence($"pages/{store}/read/jogos-1.json.gz", new Dictionary<string, string> { ["price"] = "css:span.price", ["name"] = "json-ld:name" }) });
        await site.Media.PutAsync(
            $"pages/{store}/read/jogos-1.json.gz",
            new ArchivedPage(store, "jogos", 1, new Uri($"https://loja.test/{store}"), 200, "text/html", "observed", null, now, "0", true, $"{new string('x', 4000)}a{store} 20,00 € {new string('y', 4000)}", []).Pack(), CancellationToken.None);
        var letter = new DeadLetter { Id = Guid.NewGuid(), Queue = "listings-observed", Headers = """{"attempt":5}""", Reason = "it always throws", Body = [.. Enumerable.Repeat((byte)'x', 900)], FirstAt = now, LastAt = now, Deaths = 1 };
        var mail = new OutgoingMail { Id = Guid.NewGuid(), Kind = "reset", ToAddress = "destino@example.pt", Subject = "Um e-mail", TextBody = new string('x', 300), HtmlBody = "<p>Um e-mail</p>", DedupeKey = $"{Guid.NewGuid()}", Status = MailStatus.Unknown, LastError = "ligação perdida", CreatedAt = now };
        await using var db = site.CreateContext();
        db.AddRange(letter, mail);
        await db.SaveChangesAsync();
        var held = await site.Worker.ValueAsync<Guid>("SELECT held.id FROM held_readings held JOIN listings ON listings.id = listing_id WHERE store_key = $1", store);
        return
        [
            $"/admin/duvidas/{held}", $"/admin/execucoes?execucao={run}", $"/admin/filas/{letter.Id}", $"/admin/mails/{mail.Id}",
            $"/admin/pessoas/{await db.Users.Select(user => user.Id).FirstAsync()}", $"/admin/produtos/{await db.Listings.Where(row => row.ProductId != null).MinAsync(row => row.ProductId)}",
            "/admin/produtos?q=zelda", "/admin/visitas?dias=90", "/admin/paineis?quadro=business&horas=168",
        ];
    }

    [Fact]
    public async Task Nothing_is_there_for_whoever_has_no_role()
    {
        var stranger = await site.OpenAsync(script: false);
        foreach (var room in Rooms.Append("/admin/nada"))
        {
            await stranger.GotoAsync(room);
            Assert.Equal("/conta/entrar", new Uri(stranger.Url).AbsolutePath);
        }

        var member = await site.OperatorAsync("membro@example.pt", role: null);
        foreach (var room in Rooms.Append("/ADMIN").Append("/admin/nada")) Assert.Equal(404, (await member.GotoAsync(room))!.Status);
        var curator = await site.OperatorAsync("curadora@example.pt", OperatorRoles.Curator);
        foreach (var item in AdminMenu.Groups.SelectMany(group => group.Items))
        {
            var answer = await curator.GotoAsync($"/admin{item.Path}");
            Assert.Equal(item.Role is OperatorRoles.Curator ? 200 : 404, answer!.Status);
        }

        foreach (var page in new[] { stranger, member, curator }) await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_loses_the_role_loses_it_at_once_and_the_log_says_so()
    {
        var page = await site.OperatorAsync("passageira@example.pt");
        Assert.Equal(200, (await page.GotoAsync("/admin"))!.Status);
        Assert.Null(await site.Worker.Get<Appointment>().AppointAsync("passageira@example.pt", null, CancellationToken.None));
        await page.GotoAsync("/admin");
        Assert.Equal("/conta/entrar", new Uri(page.Url).AbsolutePath);
        await using var db = site.CreateContext();
        var id = await db.Users.Where(user => user.Email == "passageira@example.pt").Select(user => user.Id).SingleAsync();
        Assert.Equal(["people.appoint", "people.dismiss"], await db.AuditEntries.Where(entry => entry.Subject == $"people/{id}").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync());
        await page.Context.CloseAsync();
    }
}
