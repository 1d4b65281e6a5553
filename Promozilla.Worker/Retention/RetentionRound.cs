using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.Mail;
using Promozilla.Data.Mail.Idle;
using Promozilla.Data.People;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Retention;

public sealed record RetentionFigures(int Mails, int Unconfirmed, int Warned, int Forgotten);

/// <summary>Once a day: what is past its time goes, first of all what is about people. Each step can be cut off anywhere and be taken again.</summary>
public sealed class RetentionRound(
    IDbContextFactory<PromozillaDbContext> contexts, IOptions<RetentionOptions> options, Markets markets, TimeProvider clock)
{
    /// <summary>A day's worth: after a long stop of the Worker nobody's mail server sees ten thousand warnings at once.</summary>
    private const int MostWarnings = 2_000;

    /// <summary>Of product pages that were looked at again: what an operator may still want to read.</summary>
    private const int PageCheckDays = 90;

    /// <summary>Longer than the site believes a repeated message of the mail provider.</summary>
    private const int MailEventDays = 30;

    /// <summary>Of an imported list what fits no product: whoever has not chosen by then will not.</summary>
    private const int ImportDays = 90;
    private static readonly string[] Over = [MailStatus.Sent, MailStatus.Failed, MailStatus.Unknown, MailStatus.Suppressed];

    public async Task<RetentionFigures> ApplyAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var lapsed = now.AddDays(-1);
        await db.Sessions.Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.PushMessages.Where(message => message.ExpiresAt < lapsed).ExecuteDeleteAsync(cancellationToken);
        await db.SignInFailures.Where(row => row.LastAt < lapsed).ExecuteDeleteAsync(cancellationToken);
        var checkedBefore = now.AddDays(-PageCheckDays);
        await db.PageChecks.Where(check => check.AnsweredAt < checkedBefore).ExecuteDeleteAsync(cancellationToken);
        var told = now.AddDays(-MailEventDays);
        await db.MailEvents.Where(row => row.ReceivedAt < told).ExecuteDeleteAsync(cancellationToken);
        var imported = now.AddDays(-ImportDays);
        await db.WishImportLines.Where(line => line.CreatedAt < imported).ExecuteDeleteAsync(cancellationToken);
        var quiet = now.AddDays(-options.Value.ErrorDays);
        await db.ErrorOccurrences.Where(row => row.SeenAt < quiet).ExecuteDeleteAsync(cancellationToken);
        await db.ErrorGroups.Where(group => group.LastSeenAt < quiet).ExecuteDeleteAsync(cancellationToken);
        var old = now.AddDays(-options.Value.MailDays);
        var mails = await db.OutgoingMails.Where(mail => mail.CreatedAt < old && Over.Contains(mail.Status)).ExecuteDeleteAsync(cancellationToken);

        // The younger limit last: whoever was warned today is not deleted today.
        var forgotten = await ForgetAsync(Idle(db, now, options.Value.WarnDays), cancellationToken);
        var unconfirmedSince = now.AddDays(-options.Value.UnconfirmedDays);
        var unconfirmed = await ForgetAsync(db.Users.Where(person => !person.EmailConfirmed && person.CreatedAt < unconfirmedSince), cancellationToken);
        return new RetentionFigures(mails, unconfirmed, await WarnAsync(db, now, cancellationToken), forgotten);
    }

    private IQueryable<User> Idle(PromozillaDbContext db, DateTimeOffset now, int warnedDays)
    {
        var (idleSince, warnedBefore) = (now.AddMonths(-options.Value.IdleMonths), now.AddDays(-warnedDays));
        return db.Users.Where(person => person.EmailConfirmed && person.LastSeenAt < idleSince && person.IdleWarnedAt < warnedBefore);
    }

    private async Task<int> ForgetAsync(IQueryable<User> whom, CancellationToken cancellationToken)
    {
        var people = await whom.Select(person => new { person.Id, person.Email }).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.ForgetAsync(person.Id, person.Email ?? "", cancellationToken);
        }

        return people.Count;
    }

    private async Task<int> WarnAsync(PromozillaDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var idleSince = now.AddMonths(-options.Value.IdleMonths);
        var people = await db.Users.Where(person => person.EmailConfirmed && person.LastSeenAt < idleSince && person.IdleWarnedAt == null)
            .OrderBy(person => person.LastSeenAt).Take(MostWarnings).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            person.IdleWarnedAt = now;
            db.OutgoingMails.Add(IdleWarning.Write(
                person.Id, person.Email!, person.Language, options.Value.IdleMonths, now.AddDays(options.Value.WarnDays), new Uri(markets.Of(person.Market).Address("/conta/entrar")), now));
        }

        // The warning and the note of it in one transaction: nobody is deleted unwarned.
        await db.SaveChangesAsync(cancellationToken);
        return people.Count;
    }
}
