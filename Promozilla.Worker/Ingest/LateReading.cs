using Promozilla.Data.Prices;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Ingest;

/// <summary>A reading that arrives after a later one: it completes the history and changes nothing of what stands now.</summary>
internal static class LateReading
{
    public static ListingOutcome Of(KnownListing known, ObservedListing read, DateTimeOffset at, Guid runId, ListingOutcome outcome)
    {
        if (read.Price is not { } price || known.Row is not { Price: { } current, Currency: { } currency } row || currency != (read.Currency ?? currency))
        {
            return outcome;
        }

        var before = known.History.LastOrDefault(point => point.At <= at);
        var isDoubtful = before.Price > 0 && (price < before.Price * 0.6m || price > before.Price * 4m);
        if (price == before.Price || isDoubtful || known.History.Any(point => point.At == at))
        {
            return outcome;
        }

        outcome.Observations.Add(Row(at, price, read.ClaimedPrice, read.ClaimedKind, read.Availability ?? Availability.Unknown));

        // What stands now was unchanged when it was read, so it has no row of its own after this one: without it the late price would seem to last.
        if (known.LastSeenAt is { } seen && !known.History.Any(point => point.At > at) && seen > at)
        {
            outcome.Observations.Add(Row(seen, current, row.ClaimedPrice, row.ClaimedKind, row.Availability));
        }

        return outcome;

        PriceObservation Row(DateTimeOffset when, decimal amount, decimal? claimed, string? kind, string availability) => new()
        {
            ListingId = row.Id,
            At = when,
            Price = amount,
            Currency = currency,
            ClaimedPrice = claimed,
            ClaimedKind = kind,
            Availability = availability,
            RunId = runId,
        };
    }
}
