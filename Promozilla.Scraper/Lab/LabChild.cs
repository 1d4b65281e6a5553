using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Lab;

/// <summary>
/// The process that reads for the lab: a line with the definition, answered by an empty one, then a line for each page, answered by its reading. A draft's XPath or a hostile page
/// may take this process's time and memory, which are bounded from outside, and nothing else's.
/// </summary>
internal static class LabChild
{
    public const string Argument = "lab-child";

    public static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="IsShelf">It is a category's page; else it may be a product's.</param>
    public sealed record Page(string Text, Uri? Url, bool IsShelf);

    public static async Task<int> RunAsync()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        if (await input.ReadLineAsync() is not { } definition) return 2;
        var store = StoreDefinition.Parse(JsonSerializer.Deserialize<string>(definition, Shape)!);
        await output.WriteLineAsync();
        while (await input.ReadLineAsync() is { } line)
        {
            var page = JsonSerializer.Deserialize<Page>(line, Shape)!;
            var started = Stopwatch.GetTimestamp();
            var reading = Read(page, store);
            await output.WriteLineAsync(JsonSerializer.Serialize(LabReading.From(reading, Stopwatch.GetElapsedTime(started).TotalMilliseconds), Shape));
        }

        return 0;
    }

    private static PageReading Read(Page page, StoreDefinition store)
    {
        var content = new PageContent(page.Text, page.Url);
        return page.IsShelf ? PageReader.Read(content, store) : PageReader.ReadEither(content, store);
    }
}
