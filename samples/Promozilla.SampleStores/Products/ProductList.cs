using System.Globalization;
using Promozilla.SampleStores.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Products;

/// <summary>Reads games.txt and hardware.txt and expands their short hand into products.</summary>
public static class ProductList
{
    public static IReadOnlyList<Product> Load()
    {
        var taken = new HashSet<string>();
        return [.. Rows("games.txt").SelectMany(row => Games(row, taken)), .. Rows("hardware.txt").SelectMany(row => Hardware(row, taken))];
    }

    private static IEnumerable<Product> Games(string[] row, HashSet<string> taken)
    {
        var (title, maker, release, price) = (row[0], row[1], Date(row[2]), Money(row[3]));
        var variants = row[4].Split(',', StringSplitOptions.TrimEntries);
        var portuguese = variants.Contains("pt") || (maker == "Nintendo" && release.Year >= 2025);
        var first = PlatformOf(variants[0]);
        foreach (var variant in variants.Where(v => v != "pt"))
        {
            var parts = variant.Split(':');
            var upgrade = variant == "s2e";
            var edition = EditionOf(parts[0]);
            var platform = edition is null ? PlatformOf(variant) : first;
            var format = variant switch { "key" => Format.GameKeyCard, "code" or "code2" => Format.DownloadCode, _ => Format.Physical };
            // The Switch 2 Edition of an older game came with the console or later.
            var day = upgrade && release < SwitchTwoLaunch ? SwitchTwoLaunch : release;
            var cost = parts.Length == 2 ? Money(parts[1]) : upgrade ? price + 10 : price;
            yield return new Product(
                $"{title}|{variant.Split(':')[0]}", NewGtin(maker, $"{title}|{parts[0]}", taken), title, edition, ProductKind.Game, platform, format,
                maker, day, cost, "cover", portuguese, upgrade);
        }
    }

    private static IEnumerable<Product> Hardware(string[] row, HashSet<string> taken)
    {
        var (kind, platform, drawing, title, maker, release) = (row[0], row[1], row[2], row[3], row[4], Date(row[5]));
        foreach (var version in row[7].Length == 0 ? [""] : row[7].Split(';', StringSplitOptions.TrimEntries))
        {
            var parts = version.Split('=');
            var name = parts[0].Length == 0 ? title : $"{title} {parts[0]}";
            yield return new Product(
                name, NewGtin(maker, name, taken), name, null, kind, platform, Format.Physical,
                maker, release, parts.Length == 2 ? Money(parts[1]) : Money(row[6]), drawing, false, false);
        }
    }

    private static readonly DateOnly SwitchTwoLaunch = new(2025, 6, 5);

    private static string PlatformOf(string variant) => variant is "s2" or "s2e" or "key" or "code2" ? Platform.Switch2 : Platform.Switch;

    private static string? EditionOf(string variant) => variant switch
    {
        "dlx" => "Deluxe Edition",
        "col" => "Collector's Edition",
        "lim" => "Edição Limitada",
        "gold" => "Gold Edition",
        "day" => "Day One Edition",
        _ => null,
    };

    // From the name, not from the place in the file: a new line in the file must not renumber the rest.
    private static string NewGtin(string maker, string name, HashSet<string> taken)
    {
        var prefix = maker == "Nintendo" ? Gtin.Nintendo : Gtin.Others;
        for (var number = Chance.Of(952, name).Below(100_000); ; number = (number + 1) % 100_000)
        {
            var gtin = Gtin.From(prefix, number);
            if (taken.Add(gtin))
                return gtin;
        }
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(ProductList).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('|', StringSplitOptions.TrimEntries);
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Money(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
