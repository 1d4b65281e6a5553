using System.Globalization;
using System.Resources;

namespace Promozilla.Data.Mail.Errors;

/// <summary>The words of the mail that tells the operator of errors.</summary>
internal sealed class ErrorTexts(string language)
{
    private static readonly ResourceManager Resources = new(typeof(ErrorTexts));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), values);

    /// <summary>One of something is written otherwise.</summary>
    public string Count(string name, long count) => Of(count == 1 ? name + "One" : name, count);
}
