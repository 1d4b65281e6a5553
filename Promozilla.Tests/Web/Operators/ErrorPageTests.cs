using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Errors;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class ErrorPageTests(AdminSite site)
{
    private readonly string one = Guid.NewGuid().ToString("n");
    private readonly string trace = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task An_error_is_found_read_resolved_reopened_and_muted_without_script_and_each_is_in_the_log()
    {
        var id = await SeeAsync(TimeProvider.System.GetUtcNow(), "<b>scrubbed</b> message");
        var page = await site.OperatorAsync("erros@example.pt", script: false);
        await page.GotoAsync($"/admin/erros?servico=worker&q={trace}");
        await page.ClickAsync($"a[href='/admin/erros/{id}']");
        var body = await page.InnerTextAsync("main");
        Assert.Contains("<b>scrubbed</b> message", body, StringComparison.Ordinal);
        Assert.Contains(trace, body, StringComparison.Ordinal);
        Assert.Contains("process listings-observed", body, StringComparison.Ordinal);
        Assert.Contains("9.9.9", body, StringComparison.Ordinal);

        await page.ClickAsync("button[value=resolved]");
        Assert.Contains("O erro está dado por resolvido.", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("resolved", await StateAsync(id));
        await page.GotoAsync($"/admin/erros?q={trace}");
        Assert.Contains("Nada por aqui", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync($"/admin/erros?q={trace}&estado=resolved");
        Assert.Equal(1, await page.Locator($"a[href='/admin/erros/{id}']").CountAsync());

        // It happens again: open by itself.
        Assert.Equal(id, await SeeAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), "again"));
        Assert.Equal("open", await StateAsync(id));
        await page.GotoAsync($"/admin/erros/{id}");
        await page.ClickAsync("button[value=muted]");
        Assert.Equal("muted", await StateAsync(id));
        await page.ClickAsync("button[value=open]");
        Assert.Equal("open", await StateAsync(id));

        await using var db = site.CreateContext();
        var log = await db.AuditEntries.Where(entry => entry.Subject == $"errors/{id}").OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal(["error.resolve", "error.mute", "error.reopen"], log.Select(entry => entry.Action));
        Assert.All(log, entry => Assert.NotNull(entry.Operator));
        Assert.Contains("muted", log[1].Details, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_groups_page_is_accessible_and_fits_a_phone_and_one_that_is_gone_says_so()
    {
        var id = await SeeAsync(TimeProvider.System.GetUtcNow(), new string('x', 900));
        var page = await site.OperatorAsync("erros@example.pt", width: 390);
        foreach (var address in new[] { $"/admin/erros/{id}", $"/admin/erros/{id}?lang=en", "/admin/erros?estado=all&antes=zzz" })
        {
            Assert.Equal(200, (await page.GotoAsync(address))!.Status);
            Assert.Empty(await page.FaultsAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        }

        Assert.Equal(404, (await page.GotoAsync("/admin/erros/987654321"))!.Status);
        await page.Context.CloseAsync();
    }

    private async Task<long> SeeAsync(DateTimeOffset at, string message)
    {
        var tally = new ErrorTally(one, "System.InvalidOperationException", "Promozilla.Worker.X.Y", 2, at, at, message, "   at Promozilla.Worker.X.Y()", [new ErrorMoment(at, trace, "process listings-observed")]);
        await site.Worker.Get<ErrorTable>().RecordAsync(new ErrorBatch(Guid.CreateVersion7(), "worker", "9.9.9", [tally]), CancellationToken.None);
        await using var db = site.CreateContext();
        return await db.ErrorGroups.Where(group => group.Fingerprint == one).Select(group => group.Id).SingleAsync();
    }

    private async Task<string> StateAsync(long id)
    {
        await using var db = site.CreateContext();
        return await db.ErrorGroups.Where(group => group.Id == id).Select(group => group.State).SingleAsync();
    }
}
