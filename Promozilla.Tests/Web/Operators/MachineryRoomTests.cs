using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Mail;
using Promozilla.Data.Messages;
using Promozilla.Data.Operators;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Worker.Backups;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Retention;
using Promozilla.Worker.Schedule;
using Promozilla.Worker.Visits;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class MachineryRoomTests(AdminSite site)
{
    [Fact]
    public async Task A_job_runs_when_it_is_asked_for_and_tells_what_came_of_it()
    {
        await site.Worker.Get<NightlySchedule>().StartAsync(CancellationToken.None);
        await site.Worker.Get<RetentionSchedule>().StartAsync(CancellationToken.None);
        await site.Worker.Get<BackupSchedule>().StartAsync(CancellationToken.None);
        await site.Worker.Get<VisitSchedule>().StartAsync(CancellationToken.None);
        var page = await site.OperatorAsync("tarefas@example.pt", script: false);
        await page.GotoAsync("/admin/tarefas");
        var retention = page.Locator("tr", new() { HasText = "retention" });
        Assert.Contains("Ainda não correu", await retention.InnerTextAsync(), StringComparison.Ordinal);
        await page.AndNavigateAsync(() => retention.GetByRole(AriaRole.Button).ClickAsync());
        await site.WorkAsync();
        await using var db = site.CreateContext();
        await Eventually.AssertAsync(async () => Assert.True(await db.JobNotes.AnyAsync(note => note.Name == "retention" && note.EndedAt != null && !note.Failed)));
        await page.GotoAsync("/admin/tarefas");
        Assert.Contains("RetentionFigures", await retention.InnerTextAsync(), StringComparison.Ordinal);

        Assert.Empty(Directory.GetFiles(site.Backups));
        await page.AndNavigateAsync(() => page.Locator("tr", new() { HasText = "backup" }).GetByRole(AriaRole.Button).ClickAsync());
        await site.WorkAsync();
        await Eventually.AssertAsync(async () => Assert.True(await db.JobNotes.AnyAsync(note => note.Name == "backup" && note.EndedAt != null && !note.Failed)));
        Assert.EndsWith(".tar", Assert.Single(Directory.GetFiles(site.Backups)), StringComparison.Ordinal);

        var visits = page.Locator("tr", new() { HasText = "visits" });
        Assert.Contains("Números das visitas", await visits.InnerTextAsync(), StringComparison.Ordinal);
        await page.AndNavigateAsync(() => visits.GetByRole(AriaRole.Button).ClickAsync());
        await site.WorkAsync();
        await Eventually.AssertAsync(async () => Assert.True(await db.JobNotes.AnyAsync(note => note.Name == "visits" && note.EndedAt != null && !note.Failed)));

        var night = page.Locator("tr", new() { HasText = "nightly" });
        await page.AndNavigateAsync(() => night.GetByRole(AriaRole.Button).ClickAsync());
        await site.WorkAsync();
        Assert.Equal(1, await db.ScrapeRuns.CountAsync(run => run.Origin == "asked" && run.Status == "requested"));
        await db.ScrapeRuns.Where(run => run.Status == "requested").ExecuteDeleteAsync();
        Assert.Equal(["job.run", "job.run", "job.run", "job.run"], await db.AuditEntries.Where(entry => entry.Subject.StartsWith("jobs/")).Select(entry => entry.Action).ToArrayAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_turned_off_is_off_within_seconds_and_paused_alerts_lose_nothing()
    {
        var page = await site.OperatorAsync("funcoes@example.pt", script: false);
        var (mail, outbox) = (await DigestAsync(), site.Worker.Get<Outbox>());
        try
        {
            foreach (var name in Switches.All)
            {
                await page.GotoAsync("/admin/funcoes");
                await page.AndNavigateAsync(() => page.Locator("section", new() { Has = page.Locator($"input[value={name}]") }).GetByRole(AriaRole.Button).ClickAsync());
            }

            Assert.Equal(4, await page.Locator(".admin-mark-bad").CountAsync());
            await Eventually.AssertAsync(async () => Assert.Equal(503, (await page.APIRequest.GetAsync($"{site.Address}/api/v1/stores?again={Guid.NewGuid()}")).Status));
            var stranger = await site.OpenAsync(script: false);
            await stranger.GotoAsync("/conta/registar");
            await stranger.FillAsync("main input[name=Email]", "tarde@example.pt");
            await stranger.FillAsync("main input[name=Password]", AccountActs.Password);
            await stranger.PressAsync("Criar conta");
            Assert.Contains("não aceitamos contas novas", await stranger.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
            await stranger.Context.CloseAsync();
            Assert.DoesNotContain(mail, await TakenAsync(outbox));
        }
        finally
        {
            await site.Worker.ExecuteAsync("UPDATE switches SET is_on = true");
        }

        Assert.Contains(mail, await TakenAsync(outbox));
        await Eventually.AssertAsync(async () => Assert.Equal(200, (await page.APIRequest.GetAsync($"{site.Address}/api/v1/stores?again={Guid.NewGuid()}")).Status));
        await using var db = site.CreateContext();
        Assert.Equal(4, await db.AuditEntries.CountAsync(entry => entry.Action == "switch.off"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_dead_letter_is_read_and_dropped_once()
    {
        var letter = new DeadLetter { Id = Guid.NewGuid(), Queue = "listings-observed", Headers = """{"attempt":5}""", Reason = "it always throws", Body = [0, 255, (byte)'<', (byte)'b', (byte)'>'], FirstAt = TimeProvider.System.GetUtcNow(), LastAt = TimeProvider.System.GetUtcNow(), Deaths = 1 };
        await using var db = site.CreateContext();
        db.DeadLetters.Add(letter);
        await db.SaveChangesAsync();
        var page = await site.OperatorAsync("filas@example.pt", script: false);
        await page.GotoAsync("/admin");
        await page.AndNavigateAsync(() => page.Locator("main a", new() { HasText = "mensagens mortas" }).ClickAsync());
        await page.AndNavigateAsync(() => page.Locator("main td.when a").First.ClickAsync());
        Assert.Contains("<b>", await page.Locator("pre").Last.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("input[name=certo]").CheckAsync();
        await page.PressAsync("Largar");
        await page.Locator("input[name=certo]").CheckAsync();
        await page.PressAsync("Largar");
        await site.WorkAsync();
        await page.GotoAsync(page.Url);
        Assert.Contains("Largada.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Subject == $"letters/{letter.Id}" && entry.Action == "dead.drop"));
        Assert.Equal(1, await db.OperatorRequests.CountAsync(request => request.Subject == $"letters/{letter.Id}"));
        Assert.Equal(404, (await page.GotoAsync($"/admin/filas/{Guid.NewGuid()}"))!.Status);
        await page.Context.CloseAsync();
    }

    private static async Task<List<Guid>> TakenAsync(Outbox outbox)
    {
        var taken = new List<Guid>();
        while (await outbox.TakeAsync(CancellationToken.None) is { } due) taken.Add(due.Id);
        return taken;
    }

    private async Task<Guid> DigestAsync()
    {
        await site.PersonAsync("avisada@example.pt");
        await using var db = site.CreateContext();
        var mail = new OutgoingMail
        {
            Id = Guid.NewGuid(),
            UserId = await db.Users.Where(user => user.Email == "avisada@example.pt").Select(user => user.Id).SingleAsync(),
            Kind = "digest",
            ToAddress = "avisada@example.pt",
            Subject = "Um aviso",
            TextBody = "",
            HtmlBody = "",
            DedupeKey = $"digest:{Guid.NewGuid()}",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.OutgoingMails.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }
}
