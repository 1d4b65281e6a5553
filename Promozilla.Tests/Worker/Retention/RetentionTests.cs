using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.Data.Scraping;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Retention;

namespace Promozilla.Tests.Worker.Retention;

[Trait("needs", "postgres")]
public sealed class RetentionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task An_idle_account_is_warned_once_and_deleted_a_month_later_unless_its_owner_comes_back()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var stays = await AddAsync("volta@example.pt", seen: Now.AddMonths(-25));
        var goes = await AddAsync("some@example.pt", seen: Now.AddMonths(-25), language: "en");
        var fresh = await AddAsync("recente@example.pt", seen: Now.AddMonths(-23));
        var round = worker.Get<RetentionRound>();

        Assert.Equal((2, 0), Of(await round.ApplyAsync(CancellationToken.None)));
        Assert.Equal((0, 0), Of(await round.ApplyAsync(CancellationToken.None)));
        await using var db = postgres.CreateContext();
        var mails = await db.OutgoingMails.Where(mail => mail.Kind == "idle").OrderBy(mail => mail.ToAddress).ToListAsync();
        Assert.Equal(["some@example.pt", "volta@example.pt"], mails.Select(mail => mail.ToAddress));
        Assert.Contains("will be deleted on", mails[0].Subject, StringComparison.Ordinal);
        Assert.Contains("https://promozilla.test/conta/entrar", mails[1].TextBody, StringComparison.Ordinal);

        worker.Clock.Ahead = TimeSpan.FromDays(29);
        Assert.Equal((0, 0), Of(await round.ApplyAsync(CancellationToken.None)));
        await db.Users.Where(user => user.Id == stays).ExecuteUpdateAsync(set => set
            .SetProperty(user => user.LastSeenAt, Now.AddDays(29)).SetProperty(user => user.IdleWarnedAt, (DateTimeOffset?)null));
        worker.Clock.Ahead = TimeSpan.FromDays(31);
        var last = await round.ApplyAsync(CancellationToken.None);
        Assert.Equal(1, last.Forgotten);
        Assert.False(await db.Users.AnyAsync(user => user.Id == goes));
        Assert.False(await db.OutgoingMails.AnyAsync(mail => mail.UserId == goes));
        Assert.Equal(2, await db.Users.CountAsync(user => user.Id == stays || user.Id == fresh));
    }

    [Fact]
    public async Task Old_mails_unconfirmed_accounts_and_ended_sessions_go_and_what_is_young_or_waits_stays()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var person = await AddAsync("guarda@example.pt", seen: Now);
        var never = await AddAsync("nunca@example.pt", seen: Now.AddDays(-8), confirmed: false, created: Now.AddDays(-8));
        var soon = await AddAsync("jaja@example.pt", seen: Now.AddDays(-2), confirmed: false, created: Now.AddDays(-2));
        await using var db = postgres.CreateContext();
        db.OutgoingMails.AddRange(Mail(person, 91, MailStatus.Sent), Mail(person, 91, MailStatus.Pending), Mail(person, 89, MailStatus.Sent));
        db.WishImportLines.AddRange(Line(person, 91), Line(person, 89));
        db.Sessions.AddRange(Session(person, Now.AddMinutes(-1)), Session(person, Now.AddDays(1)));
        await db.SaveChangesAsync();

        var figures = await worker.Get<RetentionRound>().ApplyAsync(CancellationToken.None);
        Assert.Equal((1, 1), (figures.Mails, figures.Unconfirmed));
        Assert.Equal(2, await db.OutgoingMails.CountAsync(mail => mail.UserId == person));
        Assert.Equal(1, await db.Sessions.CountAsync(session => session.UserId == person));
        Assert.Equal([89], await db.WishImportLines.Where(line => line.UserId == person).Select(line => line.Position).ToListAsync());
        Assert.False(await db.Users.AnyAsync(user => user.Id == never));
        Assert.True(await db.Users.AnyAsync(user => user.Id == soon));
    }

    private static WishImportLine Line(Guid person, int days) =>
        new() { Id = Guid.CreateVersion7(), UserId = person, Position = days, Title = "Jogo", Wish = "{}", CreatedAt = Now.AddDays(-days) };

    [Fact]
    public async Task Old_answers_of_product_pages_go_and_open_questions_stay()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        await using var db = postgres.CreateContext();
        var run = new ScrapeRun { Id = Guid.NewGuid(), Origin = "nightly", Status = "closed", RequestedAt = Now.AddDays(-91) };
        db.Stores.Add(new Store { Key = "checked", Name = "Checked", Definition = "{}" });
        db.ScrapeRuns.Add(run);
        db.PageChecks.AddRange(Check(run, 91), Check(run, 89), Check(run, null));
        await db.SaveChangesAsync();

        await worker.Get<RetentionRound>().ApplyAsync(CancellationToken.None);
        Assert.Equal([Now.AddDays(-89).Date, null], (await db.PageChecks.Where(check => check.RunId == run.Id).ToListAsync())
            .Select(check => check.AnsweredAt?.Date).OrderByDescending(day => day));
    }

    private static PageCheck Check(ScrapeRun run, int? answeredDaysAgo) => new()
    {
        Id = Guid.NewGuid(),
        RunId = run.Id,
        Purpose = PageCheck.Canary,
        StoreKey = "checked",
        Url = "https://checked.test/p",
        AskedAt = run.RequestedAt,
        AnsweredAt = answeredDaysAgo is { } days ? Now.AddDays(-days) : null,
    };

    private static (int Warned, int Forgotten) Of(RetentionFigures figures) => (figures.Warned, figures.Forgotten);

    private async Task<Guid> AddAsync(string address, DateTimeOffset seen, string language = "pt-PT", bool confirmed = true, DateTimeOffset? created = null)
    {
        await using var db = postgres.CreateContext();
        var user = new User
        {
            Id = Guid.NewGuid(),
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            EmailConfirmed = confirmed,
            Language = language,
            CreatedAt = created ?? seen,
            LastSeenAt = seen,
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }

    private static OutgoingMail Mail(Guid user, int daysAgo, string status) => new()
    {
        Id = Guid.NewGuid(),
        UserId = user,
        Kind = "digest",
        ToAddress = "guarda@example.pt",
        Subject = "s",
        TextBody = "t",
        HtmlBody = "h",
        DedupeKey = Guid.NewGuid().ToString(),
        Status = status,
        CreatedAt = Now.AddDays(-daysAgo),
        NextAttemptAt = Now.AddDays(-daysAgo),
    };

    private static Session Session(Guid user, DateTimeOffset until) => new()
    {
        Id = Guid.NewGuid(),
        UserId = user,
        CreatedAt = Now.AddDays(-1),
        LastSeenAt = Now.AddDays(-1),
        VerifiedAt = Now.AddDays(-1),
        ExpiresAt = until,
        Device = "Firefox · Linux",
        DeviceKind = "computer",
    };
}
