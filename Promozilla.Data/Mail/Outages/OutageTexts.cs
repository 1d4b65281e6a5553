using System.Globalization;
using System.Resources;

namespace Promozilla.Data.Mail.Outages;

/// <summary>The words of the mail that tells the operator of an outage.</summary>
internal sealed class OutageTexts(string language)
{
    private static readonly ResourceManager Resources = new(typeof(OutageTexts));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), values);
}
