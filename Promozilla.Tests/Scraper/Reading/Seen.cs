using System.Globalization;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>A reading on one line an item: name|price currency|old price kind|availability; "-" for what was not found.</summary>
internal static class Seen
{
    public static readonly Uri Page = new("https://loja.example/jogos/pagina");

    public static string Of(string page, Uri? url = null) => PageReader.Read(new PageContent(page, url ?? Page)) switch
    {
        PageReading.Observed observed => string.Join('\n', observed.Items.Select(Line)),
        PageReading.NotForSale gone => $"not for sale: {(gone.Item is null ? "" : Line(gone.Item))}",
        var other => other.ToString()!,
    };

    private static string Line(PageItem item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Name ?? "-"}|{(item.Price is { } price ? $"{price:0.00} {item.Currency ?? "?"}" : "-")}|{(item.OldPrice is { } old ? $"{old:0.00} {item.OldPriceKind}" : "-")}|{item.Availability}");
}
