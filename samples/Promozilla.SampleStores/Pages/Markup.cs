using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pages;

/// <summary>The few things that all four shapes write alike.</summary>
public static class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly CultureInfo Portuguese = CultureInfo.GetCultureInfo("pt-PT");

    public static string Text(string text) => Encoder.Encode(text);

    /// <summary>59,99</summary>
    public static string Comma(decimal price) => price.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>59.99</summary>
    public static string Dot(decimal price) => price.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string LongDate(DateOnly date) => date.ToString("dd 'de' MMMM 'de' yyyy", Portuguese);

    public static int Percent(decimal claimed, decimal price) => (int)Math.Round((claimed - price) / claimed * 100m);

    /// <summary>Cut after a word, as themes do.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var space = text.LastIndexOf(' ', length - 1);
        return $"{text[..(space > 0 ? space : length)]}...";
    }

    public static string BaseUrl(HttpRequest request, StoreProfile store) => $"{request.Scheme}://{request.Host}/{store.Prefix}";

    public static string PictureUrl(string baseUrl, Listing listing, string size = "tm_home_default") => listing.Store.Shape switch
    {
        "gaming-replay" or "press-start" =>
            $"{baseUrl}/{listing.ItemId}-{(listing.Store.Shape == "press-start" ? size.Replace("tm_", "", StringComparison.Ordinal) : size)}/{listing.Slug}.png",
        "cstech" => $"{baseUrl}/cdn/shop/files/{listing.ItemId}.png?v=1",
        _ => $"{baseUrl}/files/static/images/products/{listing.ItemId}_0.png",
    };
}
