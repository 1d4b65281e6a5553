using System.Globalization;
using System.Text;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Matching;

/// <summary>A product's address: lower-case ASCII words. Made once, it never changes.</summary>
internal static class Slug
{
    private const int Longest = 90;

    /// <summary>From the shortest that says enough to the longest; the first that is free is taken.</summary>
    public static IEnumerable<string> Candidates(string title, string platform, string edition, string format)
    {
        var slug = Of(title);
        slug = slug.Length == 0 ? "produto" : slug;
        var console = platform switch
        {
            Platform.Switch2 => "switch-2",
            Platform.Switch => "switch",
            _ => "",
        };
        if (console.Length > 0 && !$"-{slug}-".Contains($"-{console}-", StringComparison.Ordinal))
        {
            slug = $"{slug}-{console}";
        }

        yield return slug;
        foreach (var more in new[] { Of(edition), format == Format.Physical ? "" : Of(format) }.Where(more => more.Length > 0))
        {
            slug = $"{slug}-{more}";
            yield return slug;
        }

        for (var number = 2; ; number++)
        {
            yield return $"{slug}-{number}";
        }
    }

    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text.Replace("&", " e ", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '’' or '™' or '®') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        if (slug.Length > Longest)
        {
            slug.Length = Longest;
        }

        return slug.ToString().Trim('-');
    }
}
