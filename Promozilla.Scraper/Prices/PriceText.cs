using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Prices;

/// <summary>
/// The one place where a text becomes money. Thousands and decimals are told apart by shape: the last separator is the decimal one unless exactly
/// three digits follow it alone ("1.099 €" is 1099), because shops write prices with two decimals or none.
/// </summary>
public static partial class PriceText
{
    private const int LongestText = 400;

    /// <summary>Reads a price as a person would.</summary>
    /// <param name="text">What stands where the price is.</param>
    /// <param name="hint">A currency sign or code, or a text beside the price that may hold one.</param>
    public static PriceReading Read(string? text, string? hint = null)
    {
        var clean = Clean(text);
        var inText = CurrencySigns.Find(clean);
        var currency = inText?.Currency ?? (string.IsNullOrWhiteSpace(hint) ? null : CurrencySigns.Find(Clean(hint))?.Currency);
        if (clean.Length == 0) return PriceReading.None("no text", currency);
        if (Negative().IsMatch(clean)) return PriceReading.None("a deduction, not a price", currency);

        var numbers = Numbers(clean);
        if (numbers.Count == 0)
        {
            if (Free().IsMatch(clean) && !clean.Any(char.IsAsciiDigit)) return new PriceReading(0m, currency, null);
            return PriceReading.None(clean.Any(char.IsAsciiDigit) ? "the numbers in it are no price" : "no number", currency);
        }

        var chosen = Choose(clean, numbers, inText);
        return Amount(chosen.Value, currency) is { } amount
            ? new PriceReading(amount, currency, null)
            : PriceReading.None("the number is too long", currency);
    }

    /// <summary>Reads a price that a machine wrote (JSON number, content attribute): the dot is the decimal sign.</summary>
    public static PriceReading ReadMachine(string? text, string? hint = null)
    {
        var trimmed = text?.Trim() ?? "";
        if (!Machine().IsMatch(trimmed)) return Read(text, hint);
        var currency = string.IsNullOrWhiteSpace(hint) ? null : CurrencySigns.Find(hint.Trim())?.Currency;
        return decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? new PriceReading(amount, currency, null)
            : PriceReading.None("the number is too long", currency);
    }

    private static List<Match> Numbers(string text)
    {
        var numbers = new List<Match>();
        foreach (Match match in Number().Matches(text))
        {
            var after = text.AsSpan(match.Index + match.Length).TrimStart();
            if (after.StartsWith("%") || Date().IsMatch(match.Value)) continue;
            numbers.Add(match);
        }

        return numbers;
    }

    private static Match Choose(string text, List<Match> numbers, (string Currency, int Start, int Length)? sign)
    {
        var now = Now().Matches(text).LastOrDefault() ?? Match.Empty;
        if (now.Success && numbers.Find(n => n.Index >= now.Index + now.Length) is { } offered && offered.Value.Any(c => c is >= '1' and <= '9')) return offered;
        if (sign is null) return numbers.Find(n => n.Index == 0 || !char.IsLetter(text[n.Index - 1])) ?? numbers[0];

        for (var i = 0; i < numbers.Count; i++)
        {
            var number = numbers[i];
            var before = CurrencyEndsAt(text, number.Index);
            var after = CurrencyStartsAt(text, number.Index + number.Length);
            if (!before && !after) continue;
            // "26 to 50 €": the range's lower end is the price one can pay.
            var isRangeEnd = after && !before && i > 0 && Range().IsMatch(text[(numbers[i - 1].Index + numbers[i - 1].Length)..number.Index]);
            return isRangeEnd ? numbers[i - 1] : number;
        }

        return numbers[0];
    }

    private static bool CurrencyEndsAt(string text, int index)
    {
        var start = Math.Max(0, index - 6);
        var window = text[start..index].TrimEnd(' ', ':');
        return window.Length > 0 && CurrencySigns.Find(window) is { } sign && sign.Start + sign.Length == window.Length;
    }

    private static bool CurrencyStartsAt(string text, int index)
    {
        var window = text[index..Math.Min(text.Length, index + 7)].TrimStart();
        return window.Length > 0 && CurrencySigns.Find(window) is { Start: 0 };
    }

    private static decimal? Amount(string number, string? currency)
    {
        var text = number.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).TrimEnd('-');
        var euro = text.IndexOf('€', StringComparison.Ordinal);
        if (euro >= 0) text = $"{text[..euro].Replace(".", "", StringComparison.Ordinal)}.{text[(euro + 1)..]}";
        text = text.TrimEnd('.', ',');
        if (text.StartsWith('.') && text.AsSpan(1).IndexOfAny('.', ',') >= 0) text = text.TrimStart('.');

        var last = text.LastIndexOfAny(['.', ',']);
        if (last >= 0 && euro < 0)
        {
            var decimals = text.Length - last - 1;
            var whole = text.AsSpan(0, last);
            var other = text[last] == '.' ? ',' : '.';
            var repeated = whole.Contains(text[last]);
            var grouped = decimals == 3 && !whole.Contains(other) && !CurrencySigns.HasThreeDecimals(currency)
                && (repeated || (whole.Length is >= 1 and <= 3 && whole[0] != '0'));
            if (grouped) last = -1;
            text = Digits(text, last);
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    private static string Digits(string text, int decimalAt)
    {
        var digits = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i == decimalAt) digits.Append('.');
            else if (char.IsAsciiDigit(text[i])) digits.Append(text[i]);
        }

        return digits.ToString();
    }

    private static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (text.Length > LongestText) text = text[..LongestText];
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200b' or '\ufeff' or '\u2060')
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else
            {
                clean.Append(c switch
                {
                    '’' or '´' or '`' => '\'',
                    '−' or '–' or '—' => '-',
                    >= '０' and <= '９' => (char)(c - '０' + '0'),
                    >= '٠' and <= '٩' => (char)(c - '٠' + '0'),
                    >= '۰' and <= '۹' => (char)(c - '۰' + '0'),
                    '\u200e' or '\u200f' => ' ',
                    _ => c,
                });
            }
        }

        return clean.ToString().Trim();
    }

    // Groups of three behind spaces or apostrophes, then separators; cents may stand behind a stray space ("119. 95", "783 ,57"), a euro sign ("49€99") or as dashes.
    [GeneratedRegex(@"[.]{0,2}(?:(?<![\d.,])\d{1,3}(?:[ ']\d{3})+(?!\d)|\d+)(?:[.,]\d+)*(?:[.,] \d{2}(?!\d)| [.,]\d{2}(?!\d)|€\d{1,3}(?!\d|[.,]\d)|€ \d{2}(?![\d.,€])|[.,]-{1,2})?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^-{1,2}\s?(?:€|\$|£)?\s?\d[\d.,]*\s?(?:€|EUR)?$")]
    private static partial Regex Negative();

    [GeneratedRegex(@"\b(?:free|gr[áa]tis|gratuit[oa]?|kostenlos)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Free();

    [GeneratedRegex(@"\b(?:now|agora|ahora)\b:?|(?<=^de .*)\bpor\b", RegexOptions.IgnoreCase)]
    private static partial Regex Now();

    [GeneratedRegex(@"^ ?(?:-|to|a|até|bis) ?$", RegexOptions.IgnoreCase)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\d{1,9}(?:\.(?:\d{1,2}|\d{4,10}))?$")]
    private static partial Regex Machine();
}
