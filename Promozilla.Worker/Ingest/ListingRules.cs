using System.Text.Json;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Promotions;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Ingest;

/// <summary>What a reading changes of a listing: pure, so that every case stands in a table of tests.</summary>
internal static class ListingRules
{
    public static Listing New(string storeKey, StoreTerms terms, ObservedListing read, DateTimeOffset at) => new()
    {
        StoreKey = storeKey,
        ItemId = read.ItemId,
        Url = read.Url,
        Title = read.Title,
        DisplayTitle = read.DisplayTitle ?? read.Title,
        TitleKey = read.TitleKey ?? "",
        Kind = read.Kind ?? ProductKind.Other,
        Platform = read.Platform ?? Platform.Other,
        Edition = read.Edition ?? "",
        Format = read.Format ?? Format.Physical,
        Condition = read.Condition ?? Condition.New,
        Gtin = read.Gtin,
        Seller = read.Seller,
        ImageUrl = read.Image,
        Availability = read.Availability ?? Availability.Unknown,
        Price = read.Price,
        Currency = read.Price is null ? read.Currency : read.Currency ?? terms.Currency,
        ClaimedPrice = read.Price is null ? null : read.ClaimedPrice,
        ClaimedKind = read.Price is null ? null : read.ClaimedKind,
        PriceSince = read.Price is null ? null : at,
        FirstSeenAt = at,
        ReadingHash = ReadingHash.Of(read),
    };

    /// <summary>A listing's first reading: what it costs, and an episode without verdict where the store claims a saving.</summary>
    public static ListingOutcome FirstSight(long id, Listing row, StoreTerms terms, DateTimeOffset at, Guid runId)
    {
        var outcome = new ListingOutcome { ListingId = id };
        if (row.Price is { } price)
        {
            outcome.Observations.Add(Observation(id, row, at, runId));
            if (row.Currency == terms.Currency)
            {
                var reading = new PriceReading(at, price, row.ClaimedPrice, row.ClaimedKind);
                outcome.Opened = PromotionRules.Next(null, null, [], [], reading, terms.IsJudged && PromotionRules.IsJudged(row.Condition, row.Format)).Open;
            }
        }

        return outcome;
    }

    public static ListingOutcome Reread(KnownListing known, ObservedListing read, DateTimeOffset at, Guid runId, Belief belief = Belief.Whole)
    {
        var row = known.Row;
        var outcome = new ListingOutcome { ListingId = row.Id };

        // A listing that stands in two categories is read twice a run: the first reading counts.
        if (known.RunId == runId && row.Price is not null)
        {
            return outcome;
        }

        if (at <= known.LastSeenAt)
        {
            return LateReading.Of(known, read, at, runId, outcome);
        }

        var moved = read.Price is not null && (read.Price != row.Price || (read.Currency ?? row.Currency) != row.Currency);
        var reason = Doubt(known, read, at) ?? (belief != Belief.Whole && moved ? DoubtRules.SickStore : null);
        if (belief == Belief.Doubtful)
        {
            return moved ? Hold(known, read, at, runId, reason!, outcome) : outcome;
        }

        return reason is not null && !IsConfirmed(known.Held, read, at)
            ? Hold(known, read, at, runId, reason, outcome)
            : Believe(known, read, at, runId, reason, outcome);
    }

    /// <summary>The reading that is held was right: it is applied as it would have been at once, had nobody doubted it.</summary>
    /// <param name="at">When it was confirmed: from then on the price counts.</param>
    public static ListingOutcome Confirmed(KnownListing known, ObservedListing held, DateTimeOffset at, Guid runId) =>
        Believe(known, held, at, runId, known.Held?.Reason, new ListingOutcome { ListingId = known.Row.Id });

    private static ListingOutcome Believe(
        KnownListing known, ObservedListing read, DateTimeOffset at, Guid runId, string? doubt, ListingOutcome outcome)
    {
        // A reading without a price says nothing for or against the price that is held.
        outcome.HoldEnds = known.Held is not null && (read.Price is not null || doubt is not null);
        var row = known.Row;
        if (outcome.HoldEnds && (row.Gtin != (read.Gtin ?? row.Gtin) || row.TitleKey != read.TitleKey))
        {
            // Two readings agree that this is another thing: it is matched anew.
            row.ProductId = null;
        }

        Apply(known, read, at, runId, doubt is DoubtRules.Gtin or DoubtRules.Title, outcome);
        return outcome;
    }

    /// <param name="isOther">The listing sells another thing now: what the first one cost is no reference for it.</param>
    private static void Apply(KnownListing known, ObservedListing read, DateTimeOffset at, Guid runId, bool isOther, ListingOutcome outcome)
    {
        var row = known.Row;
        var (lastPrice, lastCurrency) = (row.Price, row.Currency);
        var before = (row.Price, row.Currency, row.ClaimedPrice, row.ClaimedKind, row.Availability);
        Describe(row, read);
        if (read.Price is not null)
        {
            row.Currency = read.Currency ?? row.Currency ?? known.Terms.Currency;
            row.PriceSince = row.Price == read.Price && lastCurrency == row.Currency ? row.PriceSince : at;
            (row.Price, row.ClaimedPrice, row.ClaimedKind) = (read.Price, read.ClaimedPrice, read.ClaimedKind);
        }

        // While another price is held, the next reading is looked at even where it says what this one said.
        row.ReadingHash = known.Held is null || outcome.HoldEnds ? ReadingHash.Of(read) : null;
        outcome.Row = row;
        if (row.Price is { } price && before != (row.Price, row.Currency, row.ClaimedPrice, row.ClaimedKind, row.Availability))
        {
            outcome.Observations.Add(Observation(row.Id, row, at, runId));
        }

        if (read.Price is null)
        {
            return;
        }

        var open = known.Open;
        if (open is not null && (isOther || row.Currency != known.Terms.Currency))
        {
            outcome.Closed = open with { EndedAt = at };
            open = null;
        }

        if (row.Currency == known.Terms.Currency)
        {
            var reading = new PriceReading(at, read.Price.Value, read.ClaimedPrice, read.ClaimedKind);
            var last = lastCurrency == row.Currency && !isOther ? lastPrice : null;
            var judged = known.Terms.IsJudged && PromotionRules.IsJudged(row.Condition, row.Format);
            var change = PromotionRules.Next(open, last, isOther ? [] : known.History, known.Gaps, reading, judged);
            outcome.Closed ??= change.Closed;
            outcome.Opened = change.Open;
        }
    }

    private static void Describe(Listing row, ObservedListing read)
    {
        row.Url = read.Url;
        row.Title = read.Title;
        row.DisplayTitle = read.DisplayTitle ?? row.DisplayTitle;
        row.TitleKey = read.TitleKey ?? row.TitleKey;
        row.Kind = read.Kind ?? row.Kind;
        row.Platform = read.Platform ?? row.Platform;
        row.Edition = read.Edition ?? row.Edition;
        row.Format = read.Format ?? row.Format;
        row.Condition = read.Condition ?? row.Condition;
        row.Gtin = read.Gtin ?? row.Gtin;
        row.Seller = read.Seller ?? row.Seller;
        row.ImageUrl = read.Image ?? row.ImageUrl;
        row.Availability = read.Availability is null or Availability.Unknown ? row.Availability : read.Availability;
    }

    private static string? Doubt(KnownListing known, ObservedListing read, DateTimeOffset at)
    {
        var row = known.Row;
        var median = read.Price is null || read.Price == row.Price ? null : DoubtRules.Median(known.History, at - DoubtRules.MedianWindow, at);
        return DoubtRules.Of(
            new DoubtView(row.Price, row.Currency, row.Gtin, row.TitleKey),
            new DoubtView(read.Price, read.Price is null ? null : read.Currency, read.Gtin, read.TitleKey ?? row.TitleKey),
            median);
    }

    private static bool IsConfirmed(HeldReading? held, ObservedListing read, DateTimeOffset at) =>
        held is not null && Agrees(held, read) && at - held.FirstAt >= DoubtRules.ConfirmedAfter;

    private static bool Agrees(HeldReading held, ObservedListing read) =>
        (read.Price is null || held.Price == read.Price) && held.Currency == (read.Currency ?? held.Currency);

    private static ListingOutcome Hold(
        KnownListing known, ObservedListing read, DateTimeOffset at, Guid runId, string reason, ListingOutcome outcome)
    {
        if ((read.Price ?? known.Row.Price) is not { } price)
        {
            return outcome;
        }

        var same = known.Held is { } held && Agrees(held, read) ? held : null;
        outcome.Held = new HeldReading
        {
            ListingId = known.Row.Id,
            Id = same?.Id ?? Guid.CreateVersion7(),
            FirstAt = same?.FirstAt ?? at,
            LastAt = at,
            Price = price,
            Currency = read.Currency ?? known.Row.Currency ?? known.Terms.Currency,
            ClaimedPrice = read.ClaimedPrice,
            ClaimedKind = read.ClaimedKind,
            Availability = read.Availability ?? Availability.Unknown,
            Reason = reason,
            RunId = runId,
            Reading = JsonSerializer.Serialize(read with { Price = price }, JsonSerializerOptions.Web),
        };

        // So that the next reading is looked at even where it says what the last believed one said.
        known.Row.ReadingHash = null;
        outcome.Row = known.Row;
        return outcome;
    }

    private static PriceObservation Observation(long id, Listing row, DateTimeOffset at, Guid runId) => new()
    {
        ListingId = id,
        At = at,
        Price = row.Price!.Value,
        Currency = row.Currency!,
        ClaimedPrice = row.ClaimedPrice,
        ClaimedKind = row.ClaimedKind,
        Availability = row.Availability,
        RunId = runId,
    };
}
