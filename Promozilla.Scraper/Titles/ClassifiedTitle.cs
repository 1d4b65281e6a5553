using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>What a store's title says. Words are those of the Vocabulary; the platform may be another maker's.</summary>
/// <param name="Condition">Null: the title does not say.</param>
/// <param name="Format">Null for consoles and accessories.</param>
/// <param name="Key">Same key, platform, edition, kind and format mean the same product.</param>
/// <param name="Display">As a shopper would write it: without platform, condition and shop noise.</param>
public sealed record ClassifiedTitle(string Kind, string? Platform, string Edition, string? Format, string? Condition, string Key, string Display)
{
    /// <summary>Of an accessory: controller, headset, or null for any other.</summary>
    public string? Hardware { get; private init; }


    /// <param name="title">As the store writes it.</param>
    /// <param name="kind">Of the store's shelf, when it holds one kind.</param>
    /// <param name="platform">Of the store's shelf, or its name.</param>
    public static ClassifiedTitle Read(string title, string? kind = null, string? platform = null)
    {
        var read = KindText.Read(title, kind);
        var format = read is ProductKind.Game ? FormatText.Read(title) : null;
        var bare = TitleNoise.Strip(TitleText.Plain(title), read);
        var (rest, edition) = read is ProductKind.Game ? EditionText.Split(bare) : (bare, "");
        var key = TitleNoise.Key(rest, read);
        return new(read, PlatformText.Read(title, platform), edition, format, ConditionText.Read(title), key, TitleNoise.Display(title, read)) { Hardware = read is ProductKind.Accessory ? HardwareText.Read(title) : null };
    }
}
