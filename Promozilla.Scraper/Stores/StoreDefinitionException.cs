namespace Promozilla.Scraper.Stores;

/// <summary>A store definition that can't be used.</summary>
/// <param name="path">The JSON path of what is wrong, from "$".</param>
public sealed class StoreDefinitionException(string path, string what) : Exception($"{path}: {what}")
{
    public string Path { get; } = path;
}
