using System.Text;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>Comma-separated values as RFC 4180 has them; semicolons too, as spreadsheets in Portugal write them.</summary>
public static class CsvText
{
    /// <summary>
    /// A cell that begins like a formula is one to a spreadsheet: an apostrophe says that it is text (OWASP, CSV injection), and reading takes it off.
    /// </summary>
    public static string Cell(string? value)
    {
        var text = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..] ? $"'{value}" : value ?? "";
        return text.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <param name="most">Rows, the head included: what comes after is not read.</param>
    public static List<List<string>> Rows(string text, int most)
    {
        var rows = new List<List<string>>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        var separator = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length) is var head && head.Count(';') > head.Count(',') ? ';' : ',';
        for (var at = 0; at < text.Length && rows.Count < most; at++)
        {
            var letter = text[at];
            if (quoted)
            {
                if (letter is not '"')
                {
                    cell.Append(letter);
                }
                else if (at + 1 < text.Length && text[at + 1] is '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (letter is '"' && cell.Length is 0)
            {
                quoted = true;
            }
            else if (letter == separator)
            {
                EndCell();
            }
            else if (letter is '\n')
            {
                EndRow();
            }
            else if (letter is not '\r')
            {
                cell.Append(letter);
            }
        }

        if (rows.Count < most)
        {
            EndRow();
        }

        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row is not [""])
            {
                rows.Add(row);
            }

            row = [];
        }
    }
}
