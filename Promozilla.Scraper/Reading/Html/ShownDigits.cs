using System.Globalization;
using System.Text;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>Whether a page shows an amount to people, however it is cut into elements and whatever stands between its digits.</summary>
internal static class ShownDigits
{
    public static bool Hold(HtmlNode root, decimal amount)
    {
        var wanted = amount.ToString("0.00", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        var whole = wanted.EndsWith("00", StringComparison.Ordinal) ? wanted[..^2] : wanted;
        return Of(root).Contains(whole, StringComparison.Ordinal);
    }

    private static string Of(HtmlNode root)
    {
        var digits = new StringBuilder();
        for (var node = CssSelector.Next(root, root); node is not null;)
        {
            var skip = HtmlText.IsUnseen(node);
            if (!skip && node is HtmlTextNode { Text: var text })
            {
                foreach (var c in text)
                {
                    if (char.IsAsciiDigit(c)) digits.Append(c);
                }
            }

            node = CssSelector.Next(node, root, skip);
        }

        return digits.ToString();
    }
}
