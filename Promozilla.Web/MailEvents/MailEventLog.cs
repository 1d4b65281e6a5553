using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Privacy;

namespace Promozilla.Web.MailEvents;

/// <summary>What the provider tells becomes suppressions and the states of mails, each event once, in whatever order they come.</summary>
public sealed class MailEventLog(IDbContextFactory<PromozillaDbContext> database, ConsentLog consents, TimeProvider clock)
{
    /// <summary>So many mails turned away within two weeks: an address that takes nothing, though its server does not say so.</summary>
    private const int MostSoftBounces = 3;

    private const string Suppress = """
        INSERT INTO suppressions (address_hash, reason, created_at) SELECT told.hash, told.reason, {2} FROM unnest({0}, {1}) AS told(hash, reason)
        ON CONFLICT (address_hash) DO NOTHING
        """;

    private const string SuppressSoft = """
        INSERT INTO suppressions (address_hash, reason, created_at) SELECT soft_bounce_of, 'soft_bounce', {1} FROM mail_events
        WHERE soft_bounce_of = ANY ({0}) AND received_at > {1} - interval '14 days' GROUP BY soft_bounce_of HAVING count(*) >= {2}
        ON CONFLICT (address_hash) DO NOTHING
        """;

    // A bounce may overtake the sender's own note, and a delivery settles what the sender could not know. A mail that came back stays so.
    private const string Fail = """
        UPDATE outgoing_mails mail SET status = 'failed', last_error = told.reason, leased_until = NULL
        FROM unnest({0}, {1}) AS told(id, reason) WHERE mail.id = told.id AND mail.status IN ('sending', 'sent', 'unknown')
        """;

    private const string Deliver = """
        UPDATE outgoing_mails SET status = 'sent', sent_at = coalesce(sent_at, {1}), last_error = NULL, leased_until = NULL
        WHERE id = ANY ({0}) AND status IN ('sending', 'unknown')
        """;

    /// <summary>Whether mail to an address goes nowhere, which its owner should know.</summary>
    public async Task<bool> IsSuppressedAsync(string address, CancellationToken cancellationToken)
    {
        var hash = AddressHash.Of(address);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Suppressions.AnyAsync(row => row.AddressHash == hash, cancellationToken);
    }

    /// <returns>How many of them were new.</returns>
    public async Task<int> TakeAsync(IReadOnlyList<SendGridEvent> events, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
            var fresh = await RememberAsync(db, events, cancellationToken);
            await SuppressAsync(db, fresh, cancellationToken);
            await SettleAsync(db, fresh, cancellationToken);

            // Before the commit: who said no more is heard even if this ends here, and to hear it again changes nothing.
            foreach (var address in fresh.Where(one => one.IsWithdrawal).Select(one => one.Address).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                await consents.WithdrawAlertsAsync(address, "provider", cancellationToken);
            }

            await whole.CommitAsync(cancellationToken);
            return fresh.Count;
        });
    }

    private async Task<List<SendGridEvent>> RememberAsync(PromozillaDbContext db, IReadOnlyList<SendGridEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(one => one.Id).ToArray();
        var kinds = events.Select(one => one.Kind).ToArray();
        var soft = events.Select(one => one.IsSoftBounce ? AddressHash.Of(one.Address) : null).ToArray();
        var now = clock.GetUtcNow();
        var fresh = await db.Database.SqlQuery<string>(
            $"""
            INSERT INTO mail_events (id, kind, soft_bounce_of, received_at) SELECT told.id, told.kind, told.soft, {now}
            FROM unnest({ids}, {kinds}, {soft}) AS told(id, kind, soft) ORDER BY told.id
            ON CONFLICT (id) DO NOTHING RETURNING id
            """).ToListAsync(cancellationToken);
        var known = fresh.ToHashSet();
        return [.. events.Where(one => known.Contains(one.Id))];
    }

    private async Task SuppressAsync(PromozillaDbContext db, List<SendGridEvent> fresh, CancellationToken cancellationToken)
    {
        var told = fresh.Where(one => one.IsHardBounce || one.IsComplaint)
            .Select(one => (Hash: AddressHash.Of(one.Address), Reason: one.IsComplaint ? "complaint" : "bounce")).DistinctBy(one => one.Hash).ToList();
        if (told.Count > 0)
        {
            await db.Database.ExecuteSqlRawAsync(
                Suppress, [told.ConvertAll(one => one.Hash).ToArray(), told.ConvertAll(one => one.Reason).ToArray(), clock.GetUtcNow()], cancellationToken);
        }

        var soft = fresh.Where(one => one.IsSoftBounce).Select(one => AddressHash.Of(one.Address)).Distinct().ToArray();
        if (soft.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(SuppressSoft, [soft, clock.GetUtcNow(), MostSoftBounces], cancellationToken);
        }
    }

    private async Task SettleAsync(PromozillaDbContext db, List<SendGridEvent> fresh, CancellationToken cancellationToken)
    {
        var delivered = fresh.Where(one => one.IsDelivery).Select(one => one.Mail).OfType<Guid>().Distinct().ToArray();
        if (delivered.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(Deliver, [delivered, clock.GetUtcNow()], cancellationToken);
        }

        var failed = fresh.Where(one => one is { IsFailure: true, Mail: not null }).DistinctBy(one => one.Mail).ToList();
        if (failed.Count > 0)
        {
            await db.Database.ExecuteSqlRawAsync(
                Fail, [failed.ConvertAll(one => one.Mail!.Value).ToArray(), failed.ConvertAll(one => $"{one.Kind}: {one.Reason}").ToArray()], cancellationToken);
        }
    }
}
