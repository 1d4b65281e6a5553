using System.Globalization;
using System.Text;
using Promozilla.Scraper.Prices;

namespace Promozilla.Scraper.CommandLine;

/// <summary><c>price TEXT</c> or <c>price --stdin</c>: what the scraper takes a text to cost.</summary>
public static class PriceCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter error)
    {
        if (arguments is ["--stdin"])
        {
            while (await input.ReadLineAsync() is { } line)
            {
                var parts = line.Split('\t', 2);
                await output.WriteLineAsync(Line(PriceText.Read(Undo(parts[0]), parts.Length > 1 ? Undo(parts[1]) : null), '\t'));
            }

            return 0;
        }

        if (arguments is not [var text, ..])
        {
            await error.WriteLineAsync("usage: price TEXT [CURRENCY], or price --stdin");
            return 2;
        }

        var reading = PriceText.Read(text, arguments.Length > 1 ? arguments[1] : null);
        if (reading.Amount is null)
        {
            await error.WriteLineAsync($"no price in \"{text}\": {reading.Reason}");
            return 1;
        }

        await output.WriteLineAsync(Line(reading, ' ').TrimEnd());
        return 0;
    }

    private static string Line(PriceReading reading, char separator) => reading.Amount is { } amount
        ? $"{amount.ToString(CultureInfo.InvariantCulture)}{separator}{reading.Currency}"
        : $"{separator}{reading.Reason}";

    private static string Undo(string escaped)
    {
        if (!escaped.Contains('\\', StringComparison.Ordinal)) return escaped;
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\' || i + 1 == escaped.Length)
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            text.Append(escaped[i] switch { 't' => "\t", 'n' => "\n", '\\' => "\\", 'N' => "", var other => $"\\{other}" });
        }

        return text.ToString();
    }
}
