using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Mails;

/// <param name="To">With all but the first letter and the domain left out.</param>
public sealed record MailLine(Guid Id, string Kind, string To, string Subject, string Status, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? SentAt);

/// <summary>The outbox as operators see it: whole addresses only of the one mail that somebody opens, which is in the log; no link that opens anything.</summary>
public sealed partial class MailDesk(OperatorDesk desk, TimeProvider clock)
{
    public const int Page = 50;
    private static readonly TimeSpan StaysOpen = TimeSpan.FromHours(1);
    public static IReadOnlyList<string> Statuses { get; } = [MailStatus.Pending, MailStatus.Sending, MailStatus.Sent, MailStatus.Failed, MailStatus.Unknown, MailStatus.Suppressed];

    public async Task<(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<MailLine> Mails)> ListAsync(string? status, Guid? before, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var counts = await db.OutgoingMails.GroupBy(mail => mail.Status).Select(mails => new { mails.Key, Count = mails.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var from = before is null ? null : await db.OutgoingMails.Where(mail => mail.Id == before).Select(mail => (DateTimeOffset?)mail.CreatedAt).SingleOrDefaultAsync(cancellationToken);
        var rows = await db.OutgoingMails
            .Where(mail => (status == null || status == "" || mail.Status == status) && (from == null || mail.CreatedAt < from || (mail.CreatedAt == from && mail.Id < before)))
            .OrderByDescending(mail => mail.CreatedAt).ThenByDescending(mail => mail.Id).Take(Page)
            .Select(mail => new MailLine(mail.Id, mail.Kind, mail.ToAddress, mail.Subject, mail.Status, mail.LastError, mail.CreatedAt, mail.SentAt)).ToListAsync(cancellationToken);
        return (counts, rows.ConvertAll(row => row with { To = Masked(row.To), Error = row.Error is null ? null : Scrubber.Clean(row.Error, 300) }));
    }

    /// <summary>What providers told within a month, and the addresses that get no mail, by reason.</summary>
    public async Task<(IReadOnlyList<(string Kind, int Count)> Events, IReadOnlyList<(string Reason, int Count)> Suppressions)> BouncesAsync(CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var events = await db.MailEvents.GroupBy(row => row.Kind).Select(rows => new { rows.Key, Count = rows.Count() }).OrderByDescending(row => row.Count).ToListAsync(cancellationToken);
        var suppressions = await db.Suppressions.GroupBy(row => row.Reason).Select(rows => new { rows.Key, Count = rows.Count() }).OrderByDescending(row => row.Count).ToListAsync(cancellationToken);
        return (events.ConvertAll(row => (row.Key, row.Count)), suppressions.ConvertAll(row => (row.Key, row.Count)));
    }

    public async Task<OutgoingMail?> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        OutgoingMail? found = null;
        await desk.ChangeAsync("mail.look", $"mails/{id}", async db =>
        {
            found = await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, cancellationToken);
            return found is null ? null : new { found.Kind };
        }, cancellationToken);
        return found;
    }

    /// <summary>For the frame of a page that the same operator opened a while ago, which is in the log; null: there is none.</summary>
    public async Task<string?> HtmlAsync(Guid id, Guid reader, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var (subject, since) = ($"mails/{id}", clock.GetUtcNow() - StaysOpen);
        if (!await db.AuditEntries.AnyAsync(entry => entry.Subject == subject && entry.Action == "mail.look" && entry.Operator == reader && entry.At > since, cancellationToken)) return null;
        return await db.OutgoingMails.Where(mail => mail.Id == id).Select(mail => mail.HtmlBody).SingleOrDefaultAsync(cancellationToken) is { } html ? Harmless(html) : null;
    }

    /// <summary>Once more, as a mail of its own: only what failed, or whose arrival nobody knows.</summary>
    /// <returns>The new mail; null: there is nothing to send again, or it was sent again already.</returns>
    public async Task<Guid?> ResendAsync(Guid id, CancellationToken cancellationToken)
    {
        Guid? sent = null;
        await desk.ChangeAsync("mail.resend", $"mails/{id}", async db =>
        {
            var (now, again, key) = (clock.GetUtcNow(), Guid.CreateVersion7(clock.GetUtcNow()), $"again:{id}");
            var written = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO outgoing_mails (id, user_id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, status, attempts, created_at, next_attempt_at)
                SELECT {again}, user_id, kind, to_address, subject, text_body, html_body, unsubscribe_url, {key}, 'pending', 0, {now}, {now}
                FROM outgoing_mails WHERE id = {id} AND status IN ('failed', 'unknown') ON CONFLICT (dedupe_key) DO NOTHING
                """, cancellationToken);
            if (written is 0) return null;
            // What it tells goes along: it is looked at again before it goes out.
            await db.Alerts.Where(alert => alert.MailId == id).ExecuteUpdateAsync(set => set.SetProperty(alert => alert.MailId, again), cancellationToken);
            sent = again;
            return new { again };
        }, cancellationToken);
        return sent;
    }

    /// <summary>No mail to this address any more, or mail again; the log keeps its hash alone.</summary>
    public Task<bool> SuppressAsync(string address, bool suppress, CancellationToken cancellationToken)
    {
        var hash = AddressHash.Of(address);
        return desk.ChangeAsync(suppress ? "mail.suppress" : "mail.unsuppress", $"suppressions/{hash[..16]}", async db =>
        {
            var changed = suppress
                ? await db.Database.ExecuteSqlAsync($"INSERT INTO suppressions (address_hash, reason, created_at) VALUES ({hash}, 'operator', {clock.GetUtcNow()}) ON CONFLICT (address_hash) DO NOTHING", cancellationToken)
                : await db.Suppressions.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
            return changed > 0 ? new { } : null;
        }, cancellationToken);
    }

    /// <summary>Without the codes of links: whoever reads a mail here must not be able to use it.</summary>
    public static string Harmless(string text) => Code().Replace(text, "$1…");

    public static string Masked(string address) => address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? $"{address[0]}…{address[at..]}" : "…";

    [GeneratedRegex("((?:codigo|token)=|/u/)[^&\\s\"'<]+")]
    private static partial Regex Code();
}
