using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.CommandLine;

/// <summary>
/// <c>classify --stdin</c>: one title a line, an optional TAB and the store's category; out: kind (an accessory that is a controller or a headset is called so),
/// platform, edition, format, condition, normalised title.
/// </summary>
public static class ClassifyCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter error)
    {
        if (arguments is not ["--stdin"])
        {
            await error.WriteLineAsync("usage: classify --stdin");
            return 2;
        }

        while (await input.ReadLineAsync() is { } line)
        {
            var parts = line.Split('\t');
            var shelf = parts.Length > 1 ? parts[1] : null;
            var title = ClassifiedTitle.Read(parts[0], KindText.OfShelf(shelf), shelf);
            await output.WriteLineAsync($"{title.Hardware ?? title.Kind}\t{title.Platform ?? Platform.Other}\t{title.Edition}\t{title.Format}\t{title.Condition ?? Condition.New}\t{title.Key}");
        }

        return 0;
    }
}
