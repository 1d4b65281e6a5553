using System.Globalization;
using System.Resources;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Mail.Digests;

/// <summary>The words of a digest in one language, and the market's money.</summary>
public sealed class DigestTexts(string language, Market market)
{
    private static readonly ResourceManager Resources = new(typeof(DigestTexts));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string this[string name] => Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name);

    public string Of(string name, params ReadOnlySpan<object?> values) => string.Format(culture, this[name], values);

    public string Money(decimal? amount) => Language == "en"
        ? string.Create(culture, $"{market.CurrencySign}{amount:0.00}")
        : string.Create(culture, $"{amount:0.00}\u00a0{market.CurrencySign}");

    public string Percent(decimal? percent) => Language == "en"
        ? string.Create(culture, $"{percent:0.#}%")
        : string.Create(culture, $"{percent:0.#}\u00a0%");
}
