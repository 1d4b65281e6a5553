using System.Globalization;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>A reading on one line an item: name|price currency|old price kind|availability; "-" for what was not found.</summary>
internal static class Seen
{
    public static readonly Uri Page = new("https://loja.example/jogos/pagina");

    public static string Of(string page, Uri? url = null) => Of(PageReader.Read(new PageContent(page, url ?? Page)));

    public static string Of(PageReading reading) => reading switch
    {
        PageReading.Observed observed => string.Join('\n', observed.Items.Select(Line)),
        PageReading.NotForSale gone => $"not for sale: {(gone.Item is null ? "" : Line(gone.Item))}",
        PageReading.Unreadable unreadable => $"unreadable: {unreadable.Reason}",
        PageReading.Blocked blocked => $"blocked: {blocked.Reason}",
        var other => other.ToString()!,
    };

    /// <summary>Everything else that is known of the items, one a line.</summary>
    public static string Details(PageReading reading) => reading is not PageReading.Observed observed ? "" : string.Join(
        '\n', observed.Items.Select(item => $"|{item.Condition}|gtin={item.Gtin}|id={item.Id}|{item.Url}|img={item.Image}|seller={item.Seller}"));

    private static string Line(PageItem item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Name ?? "-"}|{(item.Price is { } price ? $"{price:0.00} {item.Currency ?? "?"}" : "-")}|{(item.OldPrice is { } old ? $"{old:0.00} {item.OldPriceKind}" : "-")}|{item.Availability}");
}
