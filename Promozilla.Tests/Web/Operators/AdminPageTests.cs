using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
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
        foreach (var room in Rooms.SelectMany(room => new[] { room, $"{room}?lang=en" }))
        {
            var answer = await page.GotoAsync(room);
            if (answer!.Status != 200) errors.Add($"{room}: {answer.Status}");
            var result = await page.RunAxe(new AxeRunOptions());
            errors.AddRange(result.Violations.Select(violation => $"{page.Url}: {violation.Id}: {violation.Nodes[0].Html}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and not 0) errors.Add($"{page.Url}: {over} px too wide");
            if (!answer.Headers.TryGetValue("cache-control", out var kept) || !kept.Contains("no-store", StringComparison.Ordinal)) errors.Add($"{page.Url}: cache-control {kept}");
        }

        Assert.Empty(errors);
        await page.Context.CloseAsync();
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
