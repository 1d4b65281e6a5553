namespace Promozilla.Scraper.Stores;

/// <summary>The definitions that ship with the scraper: the JSON files beside it.</summary>
public static class StoreDefinitions
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "Stores");

    public static IReadOnlyList<string> Keys =>
        System.IO.Directory.Exists(Directory) ? [.. System.IO.Directory.EnumerateFiles(Directory, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!] : [];

    /// <summary>The definition of a store that ships, by its key, or of one that is being written, by its file; null when there is none.</summary>
    /// <exception cref="StoreDefinitionException">The file is not a valid definition.</exception>
    public static StoreDefinition? Find(string keyOrFile)
    {
        var isFile = keyOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var file = isFile ? keyOrFile : Path.Combine(Directory, keyOrFile + ".json");
        return isFile ? File.Exists(file) ? Parse(file) : null : Keys.Contains(keyOrFile, StringComparer.Ordinal) ? Parse(file) : null;
    }

    private static StoreDefinition Parse(string file) => StoreDefinition.Parse(File.ReadAllText(file));
}
