using Promozilla.Scraper.Titles;

namespace Promozilla.Scraper.CommandLine;

/// <summary><c>same --stdin</c>: two titles a line, TAB-separated; out: 1 the same product, 0 another one, ? not certain.</summary>
public static class SameCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter error)
    {
        if (arguments is not ["--stdin"])
        {
            await error.WriteLineAsync("usage: same --stdin");
            return 2;
        }

        while (await input.ReadLineAsync() is { } line)
        {
            var parts = line.Split('\t');
            bool? same = parts.Length < 2 || string.IsNullOrWhiteSpace(parts[0]) || string.IsNullOrWhiteSpace(parts[1]) ? null : SameProduct.Compare(parts[0], parts[1]);
            await output.WriteLineAsync(same switch { true => "1", false => "0", _ => "?" });
        }

        return 0;
    }
}
