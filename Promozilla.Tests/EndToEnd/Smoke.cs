using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>`./promozilla smoke`: the story on fresh data, in plain words, with its figures last.</summary>
internal static class Smoke
{
    /// <summary>Nights enough for a reference price: 30 days, and some to spare; pictures as everywhere.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["Samples__Nights"] = "45", ["Thumbnails__Convert"] = "true" };

    public static async Task<int> RunAsync()
    {
        var folder = TestServers.Folder("smoke");
        var host = RunningAppHost.Start(folder, Environment);
        try
        {
            await using var story = new Story(host, Console.WriteLine);
            var figures = await story.LiveAsync();
            await host.DisposeAsync();
            Console.WriteLine(figures);
            return figures.Whole ? 0 : 1;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(host.Output);
            Console.Error.WriteLine($"smoke failed: {failure}");
            return 1;
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
