using System.Text.RegularExpressions;
using Promozilla.Data.Search;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>A title in somebody else's file: what it says of the console is no part of the name.</summary>
public static partial class FiledTitle
{
    public static string Normalise(string title) => SearchText.Normalise(Console().Replace(title, " "));

    /// <summary>The console that it names; null where it names none.</summary>
    public static string? Platform(string title) => Console().Match(title) is { Success: true } named
        ? named.Value.Contains('2', StringComparison.Ordinal) ? ServiceDefaults.Platform.Switch2 : ServiceDefaults.Platform.Switch
        : null;

    // "Mario Kart 8 Deluxe (Nintendo Switch)", "Zelda – Nintendo Switch 2 Edition"; "Nintendo Switch 2" alone is the console itself.
    [GeneratedRegex(@"\s*[([]\s*(nintendo\s+)?switch(\s*2)?\s*[)\]]|\s*[-–—:+]?\s+nintendo\s+switch(\s+2)?\s+edition\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Console();
}
