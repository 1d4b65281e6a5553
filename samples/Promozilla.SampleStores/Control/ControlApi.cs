using System.Net;
using System.Text.Json;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Control;

/// <summary>The handle behind the scenes: sets the day and the faults, tells the truth. Never a page of a store; answers this machine only.</summary>
public static class ControlApi
{
    public static void MapControlApi(this WebApplication app)
    {
        var control = app.MapGroup("/_control").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller)
                ? Results.NotFound()
                : await next(context));
        control.MapGet("/definitions", (HttpRequest request, StoreDefinitions definitions) => definitions.For(request));
        control.MapGet("/today", (SimulatedDay day) => new Today(day.Today));
        control.MapPut("/today", (Today today, SimulatedDay day) =>
        {
            day.Set(today.Date);
            return new Today(day.Today);
        });
        control.MapGet("/faults", (Faults faults) => StoreProfile.All.ToDictionary(s => s.Prefix, s => faults.Of(s.Prefix)));
        control.MapPut("/faults/{store}", (string store, FaultWanted wanted, Faults faults) =>
        {
            if (StoreProfile.All.All(s => s.Prefix != store))
                return Results.NotFound();
            if (!Faults.All.Contains(wanted.Fault))
                return Results.BadRequest($"fault is one of {string.Join(", ", Faults.All)}");
            faults.Set(store, wanted.Fault);
            return Results.Ok(wanted);
        });
        control.MapGet("/visits", (Visits visits) => visits.All);
        control.MapDelete("/visits", (Visits visits) => visits.Forget());
        control.MapPut("/prices/{store}/{itemId}", (string store, string itemId, PriceWanted wanted, StoreShelves shelves, PriceTags tags) =>
        {
            if (!shelves.Listings.Any(listing => listing.Store.Prefix == store && listing.ItemId == itemId))
                return Results.NotFound();
            tags.Set(store, itemId, wanted.Price);
            return Results.Ok(wanted);
        });
        control.MapGet("/truth", (DateOnly? date, SimulatedDay day, DayBook book, StoreShelves shelves, PriceTags tags) =>
        {
            var offers = book.Offers(date ?? day.Today).Select(tags.On);
            return new { date = date ?? day.Today, products = shelves.Products, offers = offers.Select(TrueOffer.From) };
        });
        control.MapGet("/falls", (DateOnly? date, SimulatedDay day, DayBook book) =>
            book.Falls(date ?? day.Today).OrderByDescending(f => f.IsTrue).ThenByDescending(f => f.Percent).Select(TrueFall.From));
    }

    private sealed record Today(DateOnly? Date);

    private sealed record FaultWanted(string Fault);

    private sealed record PriceWanted(decimal? Price);

    private sealed record TrueOffer(
        string Store, string ItemId, string Title, string? Gtin, string ProductKey, string Url, decimal Price, decimal? Claimed, string? ClaimKind,
        string Availability, string Condition, string Story)
    {
        public static TrueOffer From(Offer offer) => new(
            offer.Listing.Store.Prefix, offer.Listing.ItemId, offer.Listing.Title, offer.Listing.IsUsed ? null : offer.Listing.Gtin,
            offer.Listing.Product.Key, $"/{offer.Listing.Store.Prefix}{offer.Listing.Path}", offer.Price, offer.Claimed, offer.ClaimKind,
            offer.Availability, offer.Listing.Condition, Word(offer.Story));
    }

    private sealed record TrueFall(
        string Store, string ItemId, string Title, string? Gtin, string Url, decimal Before, decimal After, decimal Percent, decimal? Claimed,
        string? ClaimKind, decimal? Lowest30, string Condition, string Availability, string Story, bool True)
    {
        public static TrueFall From(PriceFall fall)
        {
            var (offer, listing) = (fall.Offer, fall.Offer.Listing);
            return new(
                listing.Store.Prefix, listing.ItemId, listing.Title, listing.IsUsed ? null : listing.Gtin, $"/{listing.Store.Prefix}{listing.Path}",
                fall.Before, offer.Price, fall.Percent, offer.Claimed, offer.ClaimKind, fall.Lowest30, listing.Condition, offer.Availability,
                Word(offer.Story), fall.IsTrue);
        }
    }

    private static string Word(Story story) => JsonNamingPolicy.SnakeCaseLower.ConvertName(story.ToString());
}
