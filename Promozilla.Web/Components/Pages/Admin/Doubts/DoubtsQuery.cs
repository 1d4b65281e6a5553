using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Operators;
using Promozilla.Data.Prices;
using Promozilla.Data.Scraping;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

/// <param name="ReadTitle">As the doubtful reading has it; likewise the rest. Null: not read, or not kept.</param>
/// <param name="History">What the listing cost, newest first.</param>
/// <param name="Request">What an operator last asked of it.</param>
public sealed record Doubt(
    HeldReading Held, Listing Listing, string Store, string? ReadTitle, string? ReadUrl, string? ReadGtin,
    IReadOnlyList<PriceObservation> History, IReadOnlyList<PageCheck> Checks, OperatorRequest? Request);

/// <summary>Readings that are held, those first that a person must decide, then the longest held.</summary>
public sealed class DoubtsQuery(OperatorDesk desk)
{
    public const int Most = 25;

    public async Task<(IReadOnlyList<Doubt> Doubts, IReadOnlyList<(string Key, string Name, int Count)> Stores)> ReadAsync(
        string? store, long? product, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var rows = await (
            from held in db.HeldReadings.AsNoTracking()
            join listing in db.Listings.Include(one => one.Product) on held.ListingId equals listing.Id
            join shop in db.Stores on listing.StoreKey equals shop.Key
            where (store == null || store == "" || shop.Key == store) && (product == null || listing.ProductId == product)
            orderby held.NeedsPerson descending, held.FirstAt, held.ListingId
            select new { held, listing, shop.Name }).Take(Most).ToListAsync(cancellationToken);
        var stores = await (
            from held in db.HeldReadings
            join listing in db.Listings on held.ListingId equals listing.Id
            join shop in db.Stores on listing.StoreKey equals shop.Key
            group held by new { shop.Key, shop.Name } into shops
            orderby shops.Key.Name
            select new { shops.Key.Key, shops.Key.Name, Count = shops.Count() }).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.held.Id);
        var checks = await db.PageChecks.AsNoTracking().Where(check => check.HeldId != null && ids.Contains(check.HeldId.Value)).OrderBy(check => check.Attempt).ToListAsync(cancellationToken);
        var subjects = rows.ConvertAll(row => Subject(row.held.ListingId));
        var requests = await db.OperatorRequests.AsNoTracking().Where(request => subjects.Contains(request.Subject) && request.Action.StartsWith("held."))
            .OrderByDescending(request => request.AskedAt).ToListAsync(cancellationToken);
        var doubts = new List<Doubt>(rows.Count);
        foreach (var row in rows)
        {
            var read = Read(row.held.Reading);
            doubts.Add(new Doubt(
                row.held, row.listing, row.Name, read("title"), read("url"), read("gtin"), await HistoryAsync(db, row.listing.Id, cancellationToken),
                [.. checks.Where(check => check.HeldId == row.held.Id)], requests.Find(request => request.Subject == Subject(row.held.ListingId))));
        }

        return (doubts, stores.ConvertAll(shop => (shop.Key, shop.Name, shop.Count)));
    }

    /// <returns>Whether that reading is the one that is held still.</returns>
    public async Task<long?> ListingAsync(Guid held, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await db.HeldReadings.Where(row => row.Id == held).Select(row => (long?)row.ListingId).SingleOrDefaultAsync(cancellationToken);
    }

    public static string Subject(long listing) => $"listings/{listing}";

    private static Task<List<PriceObservation>> HistoryAsync(PromozillaDbContext db, long listing, CancellationToken cancellationToken) =>
        db.PriceObservations.AsNoTracking().Where(seen => seen.ListingId == listing).OrderByDescending(seen => seen.At).Take(5).ToListAsync(cancellationToken);

    private static Func<string, string?> Read(string? reading)
    {
        var root = reading is null ? default : JsonDocument.Parse(reading).RootElement;
        return name => root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
    }
}
