using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Titles;

/// <summary>Takes the edition out of a title: "Title - X Edition", "Title X EDITION", "Edição de Colecionador", "Title Deluxe". The standard edition is none.</summary>
public static partial class EditionText
{
    /// <param name="title">Plain (see <see cref="TitleText.Plain"/>), without platform, condition and noise.</param>
    /// <returns>The title without it, and the edition's normalised words, several joined by "|".</returns>
    public static (string Title, string Edition) Split(string title)
    {
        var editions = new List<string>();
        var rest = title;
        rest = Take(Dashed(), rest, editions);
        rest = Take(Bracketed(), rest, editions);
        rest = Take(Portuguese(), rest, editions);
        rest = Take(Known(), rest, editions);
        rest = Take(LastWord(), rest, editions);
        rest = Take(Bare(), rest, editions);
        var words = editions.Select(Canonical).Where(edition => edition.Length > 0).Distinct(StringComparer.Ordinal);
        return (rest.Trim(' ', '-', ':', '+', ','), string.Join('|', words));
    }

    private static string Take(Regex pattern, string text, List<string> editions)
    {
        for (var match = pattern.Match(text); match.Success; match = pattern.Match(text))
        {
            // A title that is nothing but an edition's words stays what it is.
            if (match.Index == 0 && match.Length >= text.Trim().Length) break;
            editions.Add(match.Groups[1].Value);
            text = $"{text[..match.Index]} {text[(match.Index + match.Length)..]}".Trim();
        }

        return text;
    }

    private static string Canonical(string edition)
    {
        var words = Filler().Replace(TitleText.Normalise(edition), " ").Trim();
        words = Spaces().Replace(words, " ");
        return words switch
        {
            "standard" or "normal" or "base" or "std" => "",
            "colecionador" or "coleccionador" or "collector" or "collectors" or "colecao" => "collectors",
            "limitada" or "limited" => "limited",
            "especial" or "special" => "special",
            "completa" or "complete" => "complete",
            "definitiva" or "definitive" => "definitive",
            "ouro" or "gold" => "gold",
            "lancamento" or "launch" => "launch",
            "aniversario" or "anniversary" => "anniversary",
            "goty" or "game of the year" or "jogo do ano" => "goty",
            "day 1" or "day one" or "d 1" or "dayone" => "day one",
            "steelbook" or "steel book" or "caixa metalica" => "steelbook",
            "digital deluxe" => "digital deluxe",
            _ => words,
        };
    }

    [GeneratedRegex(@"\s[-:|]\s*((?:[\w'’&.!]+\s+){1,4}?)(?:edition|edicao|ed\.)(?=$|[\s,)\]+-])")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"[\[(]\s*([^\])]{2,40}?)\s+(?:edition|edicao)\s*[\])]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\bedicao\s+(?:de\s+|do\s+)?(colecionador|coleccionador|limitada|especial|completa|definitiva|deluxe|premium|standard|normal|ouro|lancamento|aniversario|day one|collectors?|steelbook|ultimate|gold)\b")]
    private static partial Regex Portuguese();

    [GeneratedRegex(@"\b(digital deluxe|super deluxe|deluxe|ultimate|premium|gold|collector'?s?|limited|special|complete|definitive|launch|day one|day 1|d1|game of the year|goty|legendary|standard|steelbook|\d+(?:th|st|nd|rd)? anniversary|anniversary|royal|hero|champion'?s?|vault|bundle)\s+(?:edition|edicao)\b")]
    private static partial Regex Known();

    [GeneratedRegex(@"(?<=\S\s)([\w'’]+)\s+edition\b")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"[\[(+]?\s*\b(steel\s?book|day one|goty|game of the year|digital deluxe|deluxe(?=\s*(?:$|[\])+-]))|collector'?s(?=\s*(?:$|[\])+-])))\b\s*[\])]?")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:edition|edicao|de|do|da|the|ed)\b(?! year)")]
    private static partial Regex Filler();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
