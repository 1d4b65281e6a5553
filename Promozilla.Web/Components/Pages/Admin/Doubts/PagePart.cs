using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

/// <summary>The part of a page that a reading came from, in pieces; what names the item and what looks like its amounts is marked.</summary>
/// <param name="IsFound">Nothing of the item is on the page otherwise: this is how it begins.</param>
public sealed record PagePart(bool IsFound, bool BeginsLater, bool EndsSooner, IReadOnlyList<(string Text, bool IsMarked)> Pieces)
{
    private const int Around = 1200;
    private const int MostPlaces = 500;

    /// <param name="names">What the page calls the item: its address, its number, its title.</param>
    public static PagePart Of(string page, IEnumerable<string?> names, IEnumerable<decimal?> amounts)
    {
        var signs = names.OfType<string>().Where(name => name.Length > 2).SelectMany(Written).Distinct(StringComparer.Ordinal)
            .Select(name => new Regex(Regex.Escape(name), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).ToList();
        var prices = amounts.OfType<decimal>().Distinct().Select(Written).ToList();
        IReadOnlyList<Regex> all = [.. signs, .. prices];
        var places = Places(page, signs);
        if (places.Count is 0) places = Places(page, prices);
        var best = places.Count is 0 ? 0 : places.MaxBy(place => all.Count(sign => sign.IsMatch(Window(page, place))));
        var start = places.Count is 0 ? 0 : Math.Max(best - Around, 0);
        var part = page.Substring(start, Math.Min(2 * Around, page.Length - start));
        return new PagePart(places.Count > 0, start > 0, start + part.Length < page.Length, Split(part, all));
    }

    private static List<int> Places(string page, IEnumerable<Regex> signs) =>
        [.. signs.SelectMany(sign => sign.Matches(page).Take(MostPlaces)).Select(match => match.Index).Distinct().Order()];

    private static string Window(string page, int place)
    {
        var start = Math.Max(place - Around, 0);
        return page.Substring(start, Math.Min(place + Around, page.Length) - start);
    }

    private static List<(string Text, bool IsMarked)> Split(string part, IEnumerable<Regex> signs)
    {
        var pieces = new List<(string, bool)>();
        var done = 0;
        foreach (var match in signs.SelectMany(sign => sign.Matches(part)).OrderBy(match => match.Index).ThenByDescending(match => match.Length))
        {
            if (match.Index < done) continue;
            if (match.Index > done) pieces.Add((part[done..match.Index], false));
            pieces.Add((match.Value, true));
            done = match.Index + match.Length;
        }

        if (done < part.Length) pieces.Add((part[done..], false));
        return pieces;
    }

    // As HTML and as JSON may write it.
    private static string[] Written(string name) => [name, name.Replace("&", "&amp;", StringComparison.Ordinal), WebUtility.HtmlEncode(name), JsonSerializer.Serialize(name).Trim('"'), name.Replace("/", "\\/", StringComparison.Ordinal)];

    /// <summary>1299 is 1.299,00 as well as 1299.0, and 19.99 also 19&lt;sup&gt;99&lt;/sup&gt; or 1999 cents.</summary>
    private static Regex Written(decimal amount)
    {
        var whole = decimal.Truncate(amount);
        var cents = (int)decimal.Round((amount - whole) * 100);
        var digits = Regex.Replace(whole.ToString("0", CultureInfo.InvariantCulture), @"(?<=\d)(?=(?:\d{3})+$)", @"[.,'’\s]?");
        var rest = cents % 10 is 0 ? $"{cents / 10}0?" : cents.ToString("00", CultureInfo.InvariantCulture);
        return new Regex($@"(?<![\d.,]){digits}(?:[^\d]{{1,60}}?{rest}|{cents:00}){(cents is 0 ? "?" : "")}(?![.,]?\d)", RegexOptions.CultureInvariant);
    }
}
