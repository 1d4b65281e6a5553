using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Web.MailEvents;
using static Promozilla.Tests.Web.MailEvents.MailProvider;

namespace Promozilla.Tests.Web.MailEvents;

[Trait("needs", "postgres")]
[Collection(AccountSite.Name)]
public sealed class MailEventsTests(AccountSite site)
{
    private readonly string name = Guid.NewGuid().ToString("n");

    private string Address => $"{name}@example.pt";

    [Theory]
    [InlineData("bounce", "bounce", "550 no such person", "bounce", "failed")]
    [InlineData("dropped", null, "Bounced Address", "bounce", "failed")]
    [InlineData("dropped", null, "Spam Reporting Address", "complaint", "failed")]
    [InlineData("spamreport", null, null, "complaint", "sent")]
    [InlineData("bounce", "blocked", "552 mailbox full", null, "failed")]
    [InlineData("dropped", null, "Recipient List over Package Quota", null, "failed")]
    [InlineData("unsubscribe", null, null, null, "sent")]
    [InlineData("deferred", null, null, null, "sent")]
    [InlineData("processed", null, null, null, "sent")]
    [InlineData("something_new", null, null, null, "sent")]
    public async Task An_event_suppresses_its_address_and_settles_its_mail(string kind, string? type, string? reason, string? suppression, string status)
    {
        var mail = await WriteAsync(MailStatus.Sent);
        Assert.Equal(HttpStatusCode.NoContent, await site.Mails.TellAsync(site.Address, Event(name, kind, Address.ToUpperInvariant(), mail, type, reason)));
        Assert.Equal(suppression, await SuppressionAsync());
        Assert.Equal(status, await StatusAsync(mail));
    }

    [Theory]
    [InlineData(MailStatus.Unknown)]
    [InlineData(MailStatus.Sending)]
    public async Task A_delivery_settles_what_the_sender_could_not_know_and_a_bounce_outlasts_it_in_any_order(string before)
    {
        var (first, second) = (await WriteAsync(before), await WriteAsync(before));
        object bounced = Event($"{name}b1", "bounce", Address, first, "bounce"), delivered = Event($"{name}d1", "delivered", Address, first);
        await site.Mails.TellAsync(site.Address, delivered);
        Assert.Equal("sent", await StatusAsync(first));
        await site.Mails.TellAsync(site.Address, bounced);
        Assert.Equal("failed", await StatusAsync(first));
        await site.Mails.TellAsync(site.Address, Event($"{name}b2", "bounce", Address, second, "bounce"), Event($"{name}d2", "delivered", Address, second));
        Assert.Equal("failed", await StatusAsync(second));
        await site.Mails.TellAsync(site.Address, delivered, bounced, delivered);
        Assert.Equal("failed", await StatusAsync(first));
    }

    [Fact]
    public async Task An_event_told_again_changes_nothing_any_more()
    {
        await site.Mails.TellAsync(site.Address, Event(name, "bounce", Address, null, "bounce"), Event(name, "bounce", Address, null, "bounce"));
        await using var db = site.CreateContext();
        Assert.Equal(1, await db.Suppressions.Where(row => row.AddressHash == AddressHash.Of(Address)).ExecuteDeleteAsync());
        Assert.Equal(HttpStatusCode.NoContent, await site.Mails.TellAsync(site.Address, Event(name, "bounce", Address, null, "bounce")));
        Assert.Null(await SuppressionAsync());
    }

    [Fact]
    public async Task Ten_copies_at_once_are_one()
    {
        var told = Event(name, "bounce", Address, null, "blocked");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Mails.TellAsync(site.Address, told)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer));
        await using var db = site.CreateContext();
        Assert.Equal(1, await db.MailEvents.CountAsync(row => row.SoftBounceOf == AddressHash.Of(Address)));
    }

    [Fact]
    public async Task An_address_that_turns_mails_away_again_and_again_gets_no_more()
    {
        for (var time = 0; time < 3; time++)
        {
            Assert.Null(await SuppressionAsync());
            await site.Mails.TellAsync(site.Address, Event($"{name}{time}", "bounce", Address, null, "blocked"));
        }

        Assert.Equal("soft_bounce", await SuppressionAsync());
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("group_unsubscribe")]
    [InlineData("spamreport")]
    public async Task Who_tells_the_provider_to_stop_gets_no_alerts_and_it_is_noted_once(string kind)
    {
        var user = Guid.NewGuid();
        await using var db = site.CreateContext();
        db.Users.Add(new User { Id = user, UserName = Address, Email = Address, NormalizedEmail = Address.ToUpperInvariant(), EmailConfirmed = true });
        await db.SaveChangesAsync();
        await site.Mails.TellAsync(site.Address, Event($"{name}1", kind, Address));
        await site.Mails.TellAsync(site.Address, Event($"{name}2", kind, Address));
        Assert.True(await db.Users.Where(one => one.Id == user).Select(one => one.AlertsOff).SingleAsync());
        var noted = Assert.Single(await db.Consents.Where(one => one.UserId == user).ToListAsync());
        Assert.Equal((Consents.Alerts, false, "provider"), (noted.Kind, noted.Given, noted.Source));
    }

    [Fact]
    public async Task Only_what_the_provider_signed_lately_counts()
    {
        var body = $$"""[{"email":"{{Address}}","event":"bounce","sg_event_id":"{{name}}"}]""";
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, forger: forger));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, sent: body.Replace("bounce", "spamreport", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, age: TimeSpan.FromHours(49)));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, age: TimeSpan.FromMinutes(-10)));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, said: "1800000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Mails.PostAsync(site.Address, body, said: "soon"));
        using var http = new HttpClient();
        using var unsigned = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync(new Uri(site.Address + MailEventsRegistration.SendGrid), unsigned)).StatusCode);
        Assert.Null(await SuppressionAsync());
        Assert.Equal(HttpStatusCode.NoContent, await site.Mails.PostAsync(site.Address, body, age: TimeSpan.FromHours(47)));
        Assert.Equal("bounce", await SuppressionAsync());
    }

    [Fact]
    public async Task What_is_too_long_or_no_list_is_refused_and_what_is_odd_in_a_list_is_passed_over()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await site.Mails.PostAsync(site.Address, new string(' ', (1 << 20) + 1)));
        Assert.Equal(HttpStatusCode.BadRequest, await site.Mails.PostAsync(site.Address, "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await site.Mails.PostAsync(site.Address, "[{"));
        var odd = $$"""[1, null, [], {"event":"bounce"}, {"email":7,"event":"bounce","sg_event_id":"x"}, {"email":"\u0000@x.pt","event":"bounce","sg_event_id":"{{name}}0"},""";
        Assert.Equal(HttpStatusCode.NoContent, await site.Mails.PostAsync(site.Address, $$"""{{odd}}{"email":"{{Address}}","event":"bounce","sg_event_id":"{{name}}","smtp-id":7}]"""));
        Assert.Equal("bounce", await SuppressionAsync());
    }

    [Theory]
    [InlineData("Zm9v")]
    [InlineData("not base64")]
    public void A_key_that_is_none_stops_the_start(string key)
    {
        var options = new MailEventsOptions { SendGridKey = key };
        Assert.Contains("MailEvents:SendGridKey", Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private async Task<Guid> WriteAsync(string status)
    {
        await using var db = site.CreateContext();
        var id = Guid.NewGuid();
        var now = TimeProvider.System.GetUtcNow();
        db.OutgoingMails.Add(new OutgoingMail
        {
            Id = id,
            Kind = "digest",
            ToAddress = Address,
            Subject = "",
            TextBody = "",
            HtmlBody = "",
            DedupeKey = id.ToString(),
            Status = status,
            CreatedAt = now,
            NextAttemptAt = now,
        });
        await db.SaveChangesAsync();
        return id;
    }

    private async Task<string?> SuppressionAsync()
    {
        await using var db = site.CreateContext();
        return await db.Suppressions.Where(row => row.AddressHash == AddressHash.Of(Address)).Select(row => row.Reason).SingleOrDefaultAsync();
    }

    private async Task<string> StatusAsync(Guid mail)
    {
        await using var db = site.CreateContext();
        return await db.OutgoingMails.Where(row => row.Id == mail).Select(row => row.Status).SingleAsync();
    }
}
