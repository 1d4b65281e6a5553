using System.Globalization;

namespace Promozilla.ServiceDefaults;

/// <summary>One country's site: by which names it is reached, its stores' money, hours and law. Products, prices and wishes of different markets never meet.</summary>
/// <param name="Key">ISO 3166 code of the country, as store definitions name it: PT.</param>
/// <param name="Name">The country as its people write it.</param>
/// <param name="Hosts">Host names of requests that are its; none: whatever is no other market's.</param>
/// <param name="PublicUrl">Where people reach it, for every address that leaves the site; null in development only: the address of the request.</param>
/// <param name="Culture">Of its language; how numbers and days are written in it.</param>
/// <param name="Currency">ISO 4217. What its stores ask in another currency is no offer.</param>
/// <param name="IsJudged">Whether claims are judged by the 30-day rule of Directive 98/6/EC, article 6a.</param>
public sealed record Market(
    string Key, string Name, IReadOnlyList<string> Hosts, Uri? PublicUrl, CultureInfo Culture, string Currency, TimeZoneInfo TimeZone, bool IsJudged = true)
{
    /// <summary>The key of the market that there was before there could be several: rows that name none are its.</summary>
    public const string First = "PT";

    /// <summary>What there is where the configuration names no market.</summary>
    public static Market Portugal { get; } = new(
        First, "Portugal", [], null, CultureInfo.GetCultureInfo("pt-PT"), "EUR", TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon"));

    public string Language => Culture.TwoLetterISOLanguageName;

    public string CurrencySign { get; } = SignOf(Currency, Culture);

    public DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, TimeZone);

    /// <summary>The day that it is there.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>A public address of this market's site.</summary>
    public string Address(string path) => new Uri(PublicUrl ?? throw new InvalidOperationException($"Set Markets:{Key}:PublicUrl."), path).AbsoluteUri;

    /// <summary>How a language writes this market's money.</summary>
    public CultureInfo In(CultureInfo language)
    {
        if (language.NumberFormat.CurrencySymbol == CurrencySign)
        {
            return language;
        }

        var culture = (CultureInfo)language.Clone();
        culture.NumberFormat.CurrencySymbol = CurrencySign;
        return CultureInfo.ReadOnly(culture);
    }

    private static string SignOf(string currency, CultureInfo home) => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => culture.Name.Length is 5)
        .OrderByDescending(culture => culture.Equals(home)).ThenBy(culture => culture.Name, StringComparer.Ordinal)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.ISOCurrencySymbol == currency)
        .Select(region => region.CurrencySymbol)
        .OrderBy(sign => sign.Any(char.IsAsciiLetter)).FirstOrDefault(currency);
}
