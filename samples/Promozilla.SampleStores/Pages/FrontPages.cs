using System.Globalization;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pages;

/// <summary>The doors: a store's own front page, the aisles of the Shopify store as people see them, and the page that names the four stores.</summary>
public static class FrontPages
{
    public static IResult Stores(HttpRequest request)
    {
        var doors = string.Concat(StoreProfile.All.Select(s =>
            $"<li><a class=\"sign\" style=\"color:{s.Accent}\" href=\"{Markup.BaseUrl(request, s)}/\">{Markup.Text(s.Name)}</a></li>\n"));
        return Results.Content(
            $"<!DOCTYPE html><html lang=\"pt\"><head><meta charset=\"utf-8\"><title>Lojas de demonstração</title></head><body><h1>Lojas de demonstração</h1><p>Dados de exemplo: nada aqui se vende.</p><ul>\n{doors}</ul></body></html>",
            "text/html; charset=utf-8");
    }

    public static IResult Front(HttpRequest request, Floor floor, StoreProfile store)
    {
        var offers = floor.Offers(store, _ => true).Where(o => o.Claimed is not null && o.Stock > 0).Take(12);
        return Shelf(request, store, "Em destaque", offers);
    }

    public static IResult Collection(HttpRequest request, Floor floor, string collection, int page = 1)
    {
        if (Aisle.Ilha.FirstOrDefault(a => a.Path == collection) is not { } aisle)
            return Results.NotFound();
        var shelf = floor.Page(StoreProfile.Ilha, aisle, page);
        return Shelf(request, StoreProfile.Ilha, aisle.Name, shelf.Offers, Pager(shelf));
    }

    private static IResult Shelf(HttpRequest request, StoreProfile store, string title, IEnumerable<Offer> offers, string foot = "")
    {
        var baseUrl = Markup.BaseUrl(request, store);
        var cards = string.Concat(offers.Select(o =>
            $"<li><a href=\"{baseUrl}{o.Listing.Path}\"><img src=\"{Markup.PictureUrl(baseUrl, o.Listing)}\" alt=\"\" loading=\"lazy\"><h3>{Markup.Text(o.Listing.Title)}</h3></a>"
            + $"{(o.Claimed is { } claimed ? $"<s>{Markup.Comma(claimed)} €</s> " : "")}<span class=\"money\">{Markup.Comma(o.Price)} €</span></li>\n"));
        return PageFrame.Html(store, baseUrl, title, "", $"<h1>{Markup.Text(title)}</h1>\n<ul class=\"shelf\">\n{cards}</ul>\n{foot}");
    }

    private static string Pager(ShelfPage shelf) =>
        "<ul class=\"pagination\">" + string.Concat(Enumerable.Range(1, shelf.Pages).Select(n =>
            string.Create(CultureInfo.InvariantCulture, $"<li{(n == shelf.Number ? " class=\"current\"" : "")}><a href=\"?page={n}\">{n}</a></li>"))) + "</ul>";
}
