using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.CommandLine;

/// <summary><c>classify --stdin</c>: one title a line, an optional TAB and the store's category; out: kind, platform, edition, format, condition, normalised title.</summary>
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
            var title = ClassifiedTitle.Read(parts[0], kind: null, parts.Length > 1 ? parts[1] : null);
            await output.WriteLineAsync($"{title.Kind}\t{title.Platform ?? Platform.Other}\t{title.Edition}\t{title.Format}\t{title.Condition ?? Condition.New}\t{title.Key}");
        }

        return 0;
    }
}
