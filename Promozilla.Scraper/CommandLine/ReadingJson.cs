using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.CommandLine;

/// <summary>A reading as the JSON object that <c>read</c> prints.</summary>
public static class ReadingJson
{
    private static readonly JsonWriterOptions Shape = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PageReading reading)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Shape))
        {
            var (outcome, reason) = reading switch
            {
                PageReading.Observed => ("observed", null),
                PageReading.NotForSale page => ("notForSale", page.Reason),
                PageReading.Blocked page => ("blocked", page.Reason),
                PageReading.Unreadable page => ("unreadable", page.Reason),
                _ => throw new InvalidOperationException($"no word for {reading.GetType().Name}"),
            };
            json.WriteStartObject();
            json.WriteString("outcome", outcome);
            json.WriteString("reason", reason);
            json.WriteStartArray("items");
            foreach (var item in Items(reading)) Write(json, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static IReadOnlyList<PageItem> Items(PageReading reading) => reading switch
    {
        PageReading.Observed observed => observed.Items,
        PageReading.NotForSale { Item: { } item } => [item],
        _ => [],
    };

    private static void Write(Utf8JsonWriter json, PageItem item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Name);
        json.WriteString("price", Money(item.Price));
        json.WriteString("currency", item.Currency);
        json.WriteString("oldPrice", Money(item.OldPrice));
        json.WriteString("oldPriceKind", item.OldPriceKind);
        json.WriteString("availability", item.Availability);
        json.WriteString("condition", item.Condition ?? Condition.New);
        json.WriteString("gtin", item.Gtin);
        json.WriteString("id", item.Id);
        json.WriteString("url", item.Url);
        json.WriteString("image", item.Image);
        json.WriteString("seller", item.Seller);
        json.WriteString("releaseDate", item.ReleaseDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("priceFrom", Moment(item.PriceFrom));
        json.WriteString("priceUntil", Moment(item.PriceUntil));
        json.WriteStartObject("source");
        foreach (var (field, source) in item.Sources) json.WriteString(field, source);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Money(decimal? amount) => amount is { } value ? decimal.Round(value, 2).ToString("0.00", CultureInfo.InvariantCulture) : null;
}
