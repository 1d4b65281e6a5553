using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Mail;
using Promozilla.Data.Operators;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web.Operators;

[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class MailsRoomTests(AdminSite site)
{
    private const string Evil = """<script>document.title = "ran"</script><img src="https://elsewhere.example/pixel.png"><p>Olá <a href="https://promozilla.test/conta/reset?codigo=SEGREDO&x=1">aqui</a></p>""";

    [Fact]
    public async Task A_mail_of_unknown_fate_is_seen_harmless_and_sent_again_once()
    {
        var id = await MailAsync(MailStatus.Unknown);
        var page = await site.OperatorAsync("correio@example.pt");
        var outside = new List<string?>();
        page.RequestFinished += (_, request) => outside.Add(request.Url.StartsWith(site.Address, StringComparison.Ordinal) ? null : request.Url);
        page.RequestFailed += (_, request) => outside.Add(request.Failure is "csp" ? null : $"{request.Url} {request.Failure}");
        await page.GotoAsync("/admin/mails?estado=unknown");
        Assert.DoesNotContain("destino@example.pt", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Contains("d…@example.pt", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync($"/admin/mails/{id}");
        var html = await page.APIRequest.GetAsync($"{site.Address}/admin/mails/{id}/html");
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; sandbox", html.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("SEGREDO", await html.TextAsync() + await page.ContentAsync(), StringComparison.Ordinal);
        Assert.All(outside, Assert.Null);

        var old = await page.Context.NewPageAsync();
        await old.GotoAsync($"/admin/mails/{id}");
        await page.Locator("input[name=certo]").CheckAsync();
        await page.PressAsync("Enviar outra vez");
        Assert.StartsWith("Vai ser enviado", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        await old.Locator("input[name=certo]").CheckAsync();
        await old.PressAsync("Enviar outra vez");
        Assert.StartsWith("Não foi feito nada", await old.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);

        await using var db = site.CreateContext();
        var again = await db.OutgoingMails.SingleAsync(mail => mail.DedupeKey == $"again:{id}");
        Assert.Equal((MailStatus.Pending, Evil, "destino@example.pt"), (again.Status, again.HtmlBody, again.ToAddress));
        Assert.Equal(MailStatus.Unknown, await db.OutgoingMails.Where(mail => mail.Id == id).Select(mail => mail.Status).SingleAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Subject == $"mails/{id}" && entry.Action == "mail.resend"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_sent_is_not_sent_again_and_curators_read_no_mail()
    {
        var id = await MailAsync(MailStatus.Sent);
        var page = await site.OperatorAsync("correio2@example.pt", script: false);
        await page.GotoAsync($"/admin/mails/{id}");
        Assert.Equal(0, await page.GetByText("Enviar outra vez").CountAsync());
        Assert.Equal(404, (await page.GotoAsync($"/admin/mails/{Guid.NewGuid()}"))!.Status);
        Assert.Equal(404, (await page.GotoAsync($"/admin/mails/{Guid.NewGuid()}/html"))!.Status);
        await page.GotoAsync("/admin/amostras?nome=digest-3&lingua=en");
        Assert.True(await page.Locator("iframe").CountAsync() is 1);
        Assert.Equal(200, (await page.GotoAsync("/admin/amostras/html?nome=digest-3&lingua=en"))!.Status);
        var curator = await site.OperatorAsync("curador@example.pt", OperatorRoles.Curator, script: false);
        foreach (var room in (string[])["/admin/mails", $"/admin/mails/{id}", $"/admin/mails/{id}/html", "/admin/amostras/html?nome=digest-3&lingua=en"])
        {
            Assert.Equal(404, (await curator.GotoAsync(room))!.Status);
        }

        foreach (var open in new[] { page, curator }) await open.Context.CloseAsync();
    }

    private async Task<Guid> MailAsync(string status)
    {
        await using var db = site.CreateContext();
        var mail = new OutgoingMail
        {
            Id = Guid.NewGuid(),
            Kind = "reset",
            ToAddress = "destino@example.pt",
            Subject = "Um e-mail",
            TextBody = "Segue https://promozilla.test/conta/reset?codigo=SEGREDO&x=1",
            HtmlBody = Evil,
            DedupeKey = $"teste:{Guid.NewGuid()}",
            Status = status,
            LastError = "ligação perdida",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.OutgoingMails.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }
}
