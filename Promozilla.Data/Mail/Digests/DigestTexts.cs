using System.Globalization;
using System.Resources;

namespace Promozilla.Data.Mail.Digests;

/// <summary>The words of a digest in one language, and its money and percents.</summary>
public sealed class DigestTexts(string language)
{
    private static readonly ResourceManager Resources = new(typeof(DigestTexts));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string this[string name] => Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name);

    public string Of(string name, params ReadOnlySpan<object?> values) => string.Format(culture, this[name], values);

    public string Money(decimal? amount) => Language == "en"
        ? string.Create(culture, $"€{amount:#,0.00}")
        : string.Create(culture, $"{amount:0.00}\u00a0€");

    public string Percent(decimal? percent) => Language == "en"
        ? string.Create(culture, $"{percent:0.#}%")
        : string.Create(culture, $"{percent:0.#}\u00a0%");
}
