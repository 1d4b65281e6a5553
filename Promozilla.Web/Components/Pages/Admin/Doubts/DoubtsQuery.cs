using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Operators;
using Promozilla.Data.Prices;
using Promozilla.Data.Scraping;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

/// <param name="Read">What the doubtful reading says; null: it is not known whole.</param>
/// <param name="History">What the listing cost, newest first.</param>
/// <param name="Request">What an operator last asked of it.</param>
public sealed record Doubt(
    HeldReading Held, Listing Listing, string Store, WholeReading? Read, IReadOnlyList<PriceObservation> History, IReadOnlyList<PageCheck> Checks, OperatorRequest? Request);

/// <summary>Of a reading as the Worker put it by: what is no column of its own.</summary>
public sealed record WholeReading(string Title, string Url, string? Gtin, WholeReading.Traces? Evidence)
{
    /// <param name="Page">The key under which its page was kept.</param>
    /// <param name="Sources">Where on the page each field stood, by the field's name.</param>
    public sealed record Traces(string? Page, IReadOnlyDictionary<string, string> Sources);
}

/// <summary>Readings that are held, those first that a person must decide, then the longest held.</summary>
public sealed class DoubtsQuery(OperatorDesk desk)
{
    public const int Most = 25;

    public async Task<(IReadOnlyList<Doubt> Doubts, IReadOnlyList<(string Key, string Name, int Count)> Stores)> ReadAsync(
        string? store, long? product, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var doubts = await DoubtsAsync(
            db, db.HeldReadings.Where(held => db.Listings.Any(listing => listing.Id == held.ListingId
                && (store == null || store == "" || listing.StoreKey == store) && (product == null || listing.ProductId == product))), cancellationToken);
        var stores = await (
            from held in db.HeldReadings
            join listing in db.Listings on held.ListingId equals listing.Id
            join shop in db.Stores on listing.StoreKey equals shop.Key
            group held by new { shop.Key, shop.Name } into shops
            orderby shops.Key.Name
            select new { shops.Key.Key, shops.Key.Name, Count = shops.Count() }).ToListAsync(cancellationToken);
        return (doubts, stores.ConvertAll(shop => (shop.Key, shop.Name, shop.Count)));
    }

    /// <returns>Null: that reading is held no more.</returns>
    public async Task<Doubt?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await DoubtsAsync(db, db.HeldReadings.Where(held => held.Id == id), cancellationToken) is [var doubt] ? doubt : null;
    }

    /// <returns>Whether that reading is the one that is held still.</returns>
    public async Task<long?> ListingAsync(Guid held, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await db.HeldReadings.Where(row => row.Id == held).Select(row => (long?)row.ListingId).SingleOrDefaultAsync(cancellationToken);
    }

    public static string Subject(long listing) => $"listings/{listing}";

    private static async Task<IReadOnlyList<Doubt>> DoubtsAsync(PromozillaDbContext db, IQueryable<HeldReading> which, CancellationToken cancellationToken)
    {
        var rows = await (
            from held in which.AsNoTracking()
            join listing in db.Listings.Include(one => one.Product) on held.ListingId equals listing.Id
            join shop in db.Stores on listing.StoreKey equals shop.Key
            orderby held.NeedsPerson descending, held.FirstAt, held.ListingId
            select new { held, listing, shop.Name }).Take(Most).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.held.Id);
        var checks = await db.PageChecks.AsNoTracking().Where(check => check.HeldId != null && ids.Contains(check.HeldId.Value)).OrderBy(check => check.Attempt).ToListAsync(cancellationToken);
        var subjects = rows.ConvertAll(row => Subject(row.held.ListingId));
        var requests = await db.OperatorRequests.AsNoTracking().Where(request => subjects.Contains(request.Subject) && request.Action.StartsWith("held."))
            .OrderByDescending(request => request.AskedAt).ToListAsync(cancellationToken);
        var doubts = new List<Doubt>(rows.Count);
        foreach (var row in rows)
        {
            doubts.Add(new Doubt(
                row.held, row.listing, row.Name, row.held.Reading is { } reading ? JsonSerializer.Deserialize<WholeReading>(reading, JsonSerializerOptions.Web) : null,
                await HistoryAsync(db, row.listing.Id, cancellationToken), [.. checks.Where(check => check.HeldId == row.held.Id)],
                requests.Find(request => request.Subject == Subject(row.held.ListingId))));
        }

        return doubts;
    }

    private static Task<List<PriceObservation>> HistoryAsync(PromozillaDbContext db, long listing, CancellationToken cancellationToken) =>
        db.PriceObservations.AsNoTracking().Where(seen => seen.ListingId == listing).OrderByDescending(seen => seen.At).Take(5).ToListAsync(cancellationToken);
}
