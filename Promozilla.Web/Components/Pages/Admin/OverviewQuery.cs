using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.Data.Scraping;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin;

/// <summary>What waits for a person, and how much there is.</summary>
public sealed record Overview(
    int SickStores, int HeldReadings, int UncertainPairs, int UnknownMails, int OpenErrors, int OpenRequests, int DeadLetters, int FailedMails, int LooseListings,
    ScrapeRun? Run, int Products, int Listings, int Promotions, int Accounts, int Wishes, int MailsToday);

public sealed class OverviewQuery(OperatorDesk desk, TimeProvider clock)
{
    public async Task<Overview> ReadAsync(CancellationToken cancellationToken)
    {
        var dayAgo = clock.GetUtcNow().AddDays(-1);
        await using var db = await desk.OpenAsync(cancellationToken);
        return new Overview(
            await db.Stores.CountAsync(store => store.Enabled && (store.SickSince ?? store.FrozenSince) != null, cancellationToken),
            await db.HeldReadings.CountAsync(cancellationToken),
            await db.MatchCandidates.CountAsync(cancellationToken),
            await db.OutgoingMails.CountAsync(mail => mail.Status == MailStatus.Unknown, cancellationToken),
            await db.ErrorGroups.CountAsync(group => group.State == Data.Errors.ErrorState.Open, cancellationToken),
            await db.OperatorRequests.CountAsync(request => request.Status == Data.Operators.OperatorRequestStatus.Asked, cancellationToken),
            await db.DeadLetters.CountAsync(letter => letter.SettledAt == null, cancellationToken),
            await db.OutgoingMails.CountAsync(mail => mail.Status == MailStatus.Failed && mail.CreatedAt > dayAgo, cancellationToken),
            await db.Listings.CountAsync(
                listing => listing.ProductId == null && listing.MissingSince == null
                    && db.ListingMatches.Any(match => match.ListingId == listing.Id && match.Reason != MatchReasons.NotOurs), cancellationToken),
            await db.ScrapeRuns.AsNoTracking().Where(run => run.Tasks.Any()).OrderByDescending(run => run.RequestedAt).FirstOrDefaultAsync(cancellationToken),
            await db.Products.CountAsync(cancellationToken),
            await db.Listings.CountAsync(cancellationToken),
            await db.Promotions.CountAsync(promotion => promotion.EndedAt == null, cancellationToken),
            await db.Set<User>().CountAsync(cancellationToken),
            await db.WishlistItems.CountAsync(cancellationToken),
            await db.OutgoingMails.CountAsync(mail => mail.SentAt > dayAgo, cancellationToken));
    }
}
