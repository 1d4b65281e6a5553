using System.Globalization;
using System.Resources;

namespace Promozilla.Data.Mail.Idle;

/// <summary>The words of the warning that an idle account gets.</summary>
internal sealed class IdleTexts(string language)
{
    private static readonly ResourceManager Resources = new(typeof(IdleTexts));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), values);
}
