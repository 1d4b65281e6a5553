using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Alerts;

/// <summary>What a person was or is to be told, newest first. Every statement has the owner in its WHERE.</summary>
public sealed class AlertsQuery(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    private const int PageSize = 30;

    public async Task<AlertPage> ReadAsync(Guid user, AlertPlace? before, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var mine = db.Alerts.Where(alert => alert.UserId == user);
        if (before is { } place)
        {
            mine = mine.Where(alert => EF.Functions.LessThan(ValueTuple.Create(alert.CreatedAt, alert.Id), ValueTuple.Create(place.At, place.Id)));
        }

        var rows = await mine
            .Join(db.Products, alert => alert.ProductId, product => product.Id, (alert, product) => new { alert, product })
            .OrderByDescending(both => both.alert.CreatedAt).ThenByDescending(both => both.alert.Id).Take(PageSize + 1)
            .Select(both => new AlertRow(
                both.alert.Id, both.alert.CreatedAt, both.alert.Occasion, both.alert.Price, both.alert.PriceBefore,
                db.Promotions.Where(promotion => promotion.Id == both.alert.PromotionId).Select(promotion => promotion.PriceBefore).FirstOrDefault(),
                db.Listings.Where(listing => listing.Id == both.alert.ListingId).Select(listing => listing.StoreKey).FirstOrDefault(),
                both.alert.ReadAt != null, both.product.Slug, both.product.Title, both.product.Kind,
                both.product.ImageHash, both.product.ImageType, both.product.ImageWidths, both.product.BestPrice, both.product.InStock))
            .ToListAsync(cancellationToken);
        var unread = await CountUnreadAsync(db, user, cancellationToken);
        return new AlertPage(rows.Take(PageSize).ToList(), unread, rows.Count > PageSize ? new AlertPlace(rows[PageSize - 1].At, rows[PageSize - 1].Id) : null);
    }

    public async Task<int> CountUnreadAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await CountUnreadAsync(db, user, cancellationToken);
    }

    /// <summary>Of what this market's list can show.</summary>
    private static Task<int> CountUnreadAsync(PromozillaDbContext db, Guid user, CancellationToken cancellationToken) =>
        db.Alerts.CountAsync(alert => alert.UserId == user && alert.ReadAt == null && db.Products.Any(product => product.Id == alert.ProductId), cancellationToken);

    /// <param name="alert">Null: all.</param>
    public async Task MarkReadAsync(Guid user, Guid? alert, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Alerts.Where(row => row.UserId == user && row.ReadAt == null && (alert == null || row.Id == alert))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellationToken);
    }
}

/// <param name="Older">Where the next page begins; null: there is none.</param>
public sealed record AlertPage(IReadOnlyList<AlertRow> Rows, int Unread, AlertPlace? Older);

/// <summary>EUR; Price and the two before it as they were at the time, BestPrice now.</summary>
public sealed record AlertRow(
    Guid Id, DateTimeOffset At, string Occasion, decimal Price, decimal? PriceBefore, decimal? PromotionBefore, string? StoreKey, bool IsRead, string Slug, string Title,
    string Kind, string? ImageHash, string? ImageType, IReadOnlyList<int>? ImageWidths, decimal? BestPrice, bool InStock)
{
    public decimal? Before => PromotionBefore ?? PriceBefore;

    public bool IsFall => Occasion is not AlertOccasions.Restock && Before > Price;

    public bool IsOver => !InStock || BestPrice > Price;
}

/// <summary>A place in the list that stays where it is when new alerts come.</summary>
public sealed record AlertPlace(DateTimeOffset At, Guid Id)
{
    public static AlertPlace? Read(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length is 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new AlertPlace(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");
}
