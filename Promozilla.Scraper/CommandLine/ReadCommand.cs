using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.CommandLine;

/// <summary><c>read FILE|URL|- [--store KEY|FILE] [--base URL]</c>: what the scraper reads from a page, as one JSON object.</summary>
public static class ReadCommand
{
    private const string Usage = "usage: read FILE|URL|- [--store KEY|FILE] [--base URL]";

    public static async Task<int> RunAsync(string[] arguments, Stream input, TextWriter output, TextWriter error)
    {
        if (!TryParse(arguments, out var source, out var storeKey, out var baseText))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        Uri? baseUrl = null;
        if (baseText is not null && (!Uri.TryCreate(baseText, UriKind.Absolute, out baseUrl) || baseUrl.Scheme is not ("http" or "https")))
        {
            await error.WriteLineAsync($"--base {baseText}: not an http(s) address");
            return 2;
        }

        try
        {
            var store = storeKey is null ? null : StoreDefinitions.Find(storeKey);
            if (storeKey is not null && store is null)
            {
                await error.WriteLineAsync($"--store {storeKey}: no such store (known: {string.Join(", ", StoreDefinitions.Keys)})");
                return 2;
            }

            var page = await PageSource.OpenAsync(source, baseUrl, store, input);
            await output.WriteLineAsync(ReadingJson.Write(PageReader.ReadEither(page, store)));
            return 0;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or StoreDefinitionException or HttpRequestException)
        {
            await error.WriteLineAsync(unusable is StoreDefinitionException ? $"store {storeKey}: {unusable.Message}" : $"{source}: {unusable.Message}");
            return 2;
        }
    }

    private static bool TryParse(string[] arguments, out string source, out string? store, out string? baseUrl)
    {
        (source, store, baseUrl) = ("", null, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            var isOption = arguments[i] is "--store" or "--base";
            if (isOption && i + 1 == arguments.Length) return false;
            if (arguments[i] == "--store") store = arguments[++i];
            else if (arguments[i] == "--base") baseUrl = arguments[++i];
            else if (source.Length > 0 || (arguments[i].StartsWith('-') && arguments[i] != "-")) return false;
            else source = arguments[i];
        }

        return source.Length > 0;
    }
}
