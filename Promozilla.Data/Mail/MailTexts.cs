using System.Globalization;
using System.Resources;

namespace Promozilla.Data.Mail;

/// <summary>The words of one kind of mail.</summary>
/// <param name="mail">The class that writes it: its resources have its name, and it is the first in its file, by which the build names them.</param>
/// <param name="language">pt-PT or en.</param>
internal sealed class MailTexts(Type mail, string language)
{
    private readonly ResourceManager resources = new(mail);
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "en" ? "en" : "pt-PT");

    public string Language => culture.Name;

    public string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(culture, resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), values);

    /// <summary>One of something is written otherwise.</summary>
    public string Count(string name, long count) => Of(count == 1 ? name + "One" : name, count);
}
