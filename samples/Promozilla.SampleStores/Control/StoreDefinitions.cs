using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Promozilla.SampleStores.Pages;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Control;

/// <summary>The scraper's own store definitions, turned to the sample stores: what proves a reading here proves the one of the real shop's shape.</summary>
public sealed class StoreDefinitions(StoreShelves shelves, IOptions<SampleStoresOptions> options)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Definitions");

    public JsonArray For(HttpRequest request) =>
        [.. StoreProfile.All
            .Select(store => (store, file: Path.Combine(Folder, $"{store.Shape}.json")))
            .Where(x => File.Exists(x.file))
            .Select(x => Turn(x.store, JsonNode.Parse(File.ReadAllText(x.file))!.AsObject(), request))];

    private JsonObject Turn(StoreProfile store, JsonObject definition, HttpRequest request)
    {
        definition["key"] = store.Prefix;
        definition["name"] = store.Name;
        definition["enabled"] = true;
        definition["disabledReason"] = null;
        definition["baseUrl"] = string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}/{store.Prefix}");
        definition["hosts"] = new JsonArray(request.Host.Value);
        definition["politeness"] = new JsonObject { ["delaySeconds"] = options.Value.DelaySeconds, ["jitterSeconds"] = 0, ["maxRequests"] = 100000 };
        definition["delivery"] = new JsonObject { ["fee"] = store.DeliveryFee, ["freeFrom"] = store.FreeFrom, ["islandsFee"] = store.IslandsFee };
        AddAisles(definition["categories"]!.AsArray(), store);
        definition["canaries"] = new JsonArray(Canary(store));
        return definition;
    }

    // A new game that has been out for long: it is there on every day, at about its price.
    private JsonObject Canary(StoreProfile store)
    {
        var listing = shelves.ByStore[store.Prefix].Where(l => l is { IsUsed: false, Product.Kind: ProductKind.Game }).MinBy(l => (l.Product.Release, l.Index))!;
        return new JsonObject
        {
            ["path"] = listing.Path,
            ["title"] = listing.Title.Split(' ')[0],
            ["gtin"] = listing.Gtin,
            ["priceFrom"] = Math.Round(listing.Product.BasePrice * 0.3m, 2),
            ["priceTo"] = Math.Round(listing.Product.BasePrice * 2m, 2),
        };
    }

    // The real definition may know fewer categories than the sample store has; a feed has all in one.
    private static void AddAisles(JsonArray categories, StoreProfile store)
    {
        if (store == StoreProfile.Ilha)
            return;
        var known = categories.Select(c => c!["slug"]?.GetValue<string>() ?? c["path"]!.GetValue<string>().TrimEnd('/')).ToHashSet();
        foreach (var aisle in Aisle.Of(store).Where(a => !known.Contains(a.Path)))
        {
            var category = new JsonObject { ["name"] = Titles.Slug(aisle.Name), ["kind"] = aisle.Kind, ["platform"] = aisle.Platform };
            if (store == StoreProfile.Estrela)
                (category["path"], category["slug"]) = ("/ajax", aisle.Path);
            else
                category["path"] = store == StoreProfile.Castelo ? $"{aisle.Path}/" : aisle.Path;
            categories.Add(category);
        }
    }
}
