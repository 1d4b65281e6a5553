using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.Scraper.Titles;

namespace Promozilla.Scraper.Reading;

/// <summary>The day that a shop names for a release: "31-12-2026", "2026-12-31", "15 de outubro de 2026". Null: none, or a stand-in such as 2050.</summary>
public static partial class ReleaseDateText
{
    private const int FirstStandIn = 2050;
    private static readonly string[] Months = ["jan", "fev|feb", "mar", "abr|apr", "mai|may", "jun", "jul", "ago|aug", "set|sep", "out|oct", "nov", "dez|dec"];

    public static DateOnly? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 500) return null;
        var plain = TitleText.Plain(text);
        if (Iso().Match(plain) is { Success: true } iso) return Date(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value);
        if (DayFirst().Match(plain) is { Success: true } day) return Date(day.Groups[3].Value, day.Groups[2].Value, day.Groups[1].Value);
        if (Named().Match(plain) is { Success: true } named) return Date(named.Groups[3].Value, Month(named.Groups[2].Value), named.Groups[1].Value);
        return NamedFirst().Match(plain) is { Success: true } english ? Date(english.Groups[3].Value, Month(english.Groups[1].Value), english.Groups[2].Value) : null;
    }

    private static string Month(string name) => (Array.FindIndex(Months, month => month.Split('|').Contains(name[..3], StringComparer.Ordinal)) + 1).ToString(CultureInfo.InvariantCulture);

    private static DateOnly? Date(string year, string month, string day)
    {
        var (y, m, d) = (Number(year), Number(month), Number(day));
        return y is > 1980 and < FirstStandIn && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)([12]\d{3})-(\d{1,2})-(\d{1,2})(?!\d)")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]([12]\d{3})(?!\d)")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\d)(\d{1,2})(?:\s+de)?\s+((?:jan|fe[vb]|mar|a[bp]r|ma[iy]|jun|jul|a[gu][og]|se[tp]|ou?c?t|nov|de[zc])[a-z]*)\.?(?:\s+de)?,?\s+([12]\d{3})(?!\d)")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+([12]\d{3})(?!\d)")]
    private static partial Regex NamedFirst();
}
