namespace Promozilla.Scraper.Stores;

/// <summary>The definitions that ship with the scraper: the JSON files beside it.</summary>
public static class StoreDefinitions
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "Stores");

    public static IReadOnlyList<string> Keys =>
        System.IO.Directory.Exists(Directory) ? [.. System.IO.Directory.EnumerateFiles(Directory, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!] : [];

    /// <summary>The definition of a store, or null when there is none of that key.</summary>
    /// <exception cref="StoreDefinitionException">The file is not a valid definition.</exception>
    public static StoreDefinition? Find(string key) =>
        Keys.Contains(key, StringComparer.Ordinal) ? StoreDefinition.Parse(File.ReadAllText(Path.Combine(Directory, key + ".json"))) : null;
}
