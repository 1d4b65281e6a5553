using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Data.Prices;
using Promozilla.Web.Accounts;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Stores;

/// <summary>What a person decides of a store. Each answers with the word that the next page says.</summary>
public sealed class StoreActs(OperatorDesk desk, IHttpContextAccessor accessor, TimeProvider clock)
{
    public async Task<string> FreezeAsync(string key, string? why, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(why)) return "Stores.nowhy";
        var reason = why.Trim()[..Math.Min(why.Trim().Length, 300)];
        var done = await desk.ChangeAsync("store.freeze", Subject(key), async db =>
            await db.Stores.Where(store => store.Key == key && store.FrozenSince == null).ExecuteUpdateAsync(
                store => store.SetProperty(one => one.FrozenSince, clock.GetUtcNow()).SetProperty(one => one.FrozenReason, reason), cancellationToken) > 0 ? new { reason } : null, cancellationToken);
        return done ? "Stores.frozen" : "Stores.same";
    }

    public async Task<string> ThawAsync(string key, CancellationToken cancellationToken)
    {
        var done = await desk.ChangeAsync("store.unfreeze", Subject(key), async db =>
            await db.Stores.Where(store => store.Key == key && store.FrozenSince != null).ExecuteUpdateAsync(
                store => store.SetProperty(one => one.FrozenSince, (DateTimeOffset?)null).SetProperty(one => one.FrozenReason, (string?)null), cancellationToken) > 0 ? new { } : null, cancellationToken);
        return done ? "Stores.thawed" : "Stores.same";
    }

    /// <param name="on">Null: as the definition says.</param>
    public async Task<string> SwitchAsync(string key, bool? on, CancellationToken cancellationToken)
    {
        var done = await desk.ChangeAsync("store.switch", Subject(key), async db =>
        {
            if (await db.Stores.FirstOrDefaultAsync(store => store.Key == key && store.SwitchedTo != on, cancellationToken) is not { } store) return null;
            var details = new { before = store.SwitchedTo, now = on };
            store.SwitchedTo = on;
            // Off at once; whether it may be on, the Worker knows.
            if (on is false) store.Enabled = false;
            Apply(db, key);
            return details;
        }, cancellationToken);
        return done ? "Stores.switched" : "Stores.same";
    }

    /// <param name="fees">Mainland, free from, Azores, Madeira, pickup: as typed, EUR; empty: not known.</param>
    public async Task<string> SetDeliveryAsync(string key, string? since, IReadOnlyList<string?> fees, CancellationToken cancellationToken)
    {
        var read = fees.Select(Read).ToList();
        if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || read.Exists(fee => !fee.IsRight)) return "Delivery.wrong";
        var rule = new DeliveryRule { StoreKey = key, Since = day, MainlandFee = read[0].Fee, FreeFrom = read[1].Fee, AzoresFee = read[2].Fee, MadeiraFee = read[3].Fee, PickupFee = read[4].Fee, ByPerson = true };
        var done = await desk.ChangeAsync("store.delivery", Subject(key), async db =>
        {
            if (!await db.Stores.AnyAsync(store => store.Key == key, cancellationToken)) return null;
            await db.DeliveryRules.Where(old => old.StoreKey == key && old.Since == day).ExecuteDeleteAsync(cancellationToken);
            db.DeliveryRules.Add(rule);
            Apply(db, key);
            return new { since = day, rule.MainlandFee, rule.FreeFrom, rule.AzoresFee, rule.MadeiraFee, rule.PickupFee };
        }, cancellationToken);
        return done ? "Delivery.saved" : "Stores.same";
    }

    public async Task<string> RemoveDeliveryAsync(string key, string? since, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return "Delivery.wrong";
        var done = await desk.ChangeAsync("store.delivery.remove", Subject(key), async db =>
        {
            if (await db.DeliveryRules.Where(rule => rule.StoreKey == key && rule.Since == day && rule.ByPerson).ExecuteDeleteAsync(cancellationToken) is 0) return null;
            Apply(db, key);
            return new { since = day };
        }, cancellationToken);
        return done ? "Delivery.removed" : "Stores.same";
    }

    /// <summary>The Worker brings the store's row, and what is shown of products, up to date.</summary>
    internal void Apply(PromozillaDbContext db, string key) => db.OperatorRequests.Add(new OperatorRequest
    {
        Id = Guid.NewGuid(),
        Action = "store.apply",
        Subject = Subject(key),
        Operator = accessor.HttpContext?.User.Id(),
        AskedAt = clock.GetUtcNow(),
    });

    internal static string Subject(string key) => $"stores/{key}";

    private static (bool IsRight, decimal? Fee) Read(string? typed) => string.IsNullOrWhiteSpace(typed) ? (true, null)
        : decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fee) && fee is >= 0 and < 10_000 ? (true, decimal.Round(fee, 2))
        : (false, null);
}
