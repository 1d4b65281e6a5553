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
        rest = Take(Bracketed(), rest, editions);
        rest = Take(Romance(), rest, editions);
        rest = Take(Known(), rest, editions);
        rest = Take(Dashed(), rest, editions);
        rest = Take(LastWord(), rest, editions);
        rest = Take(Bare(), rest, editions);
        // "Just Dance 2026 Edition" is the year's game and no edition of it.
        rest = Alone().Replace(rest, "");
        var words = editions.Select(Canonical).Where(edition => edition.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
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
            "colecionador" or "coleccionador" or "coleccionista" or "collector" or "collectors" or "collector s" or "colecao" or "coleccion" or "colecionadores" => "collectors",
            "limitada" or "limited" => "limited",
            "especial" or "special" or "especial limitada" => "special",
            "completa" or "complete" => "complete",
            "definitiva" or "definitive" => "definitive",
            "ouro" or "gold" => "gold",
            "lancamento" or "launch" => "launch",
            "aniversario" or "anniversary" => "anniversary",
            "goty" or "game of the year" or "game of year" or "jogo ano" or "juego ano" => "goty",
            "day 1" or "day one" or "d 1" or "dayone" => "day one",
            "steelbook" or "steel book" or "caixa metalica" => "steelbook",
            "digital deluxe" => "digital deluxe",
            _ => words,
        };
    }

    // An edition that the shop names after a dash, whatever it is called.
    [GeneratedRegex(@"\s[-:|]\s*((?:[\w'’&.!-]+\s+){1,4}?)(?:edition|edicao|edicion|ed\.)(?=$|[\s,)\]+-])")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"[\[(]\s*([^\])]{2,40}?)\s+(?:edition|edicao|edicion|ed\.?)\s*[\])]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\[(-]?\s*\bed(?:icao|icion|\.)\s*(?:de\s+|do\s+|del\s+)?(colecion\w+|coleccion\w+|limitada|especial|completa|definitiva|deluxe|premium|standard|estandar|normal|ouro|oro|lancamento|lanzamiento|(?:\d+\S*\s)?aniversario|day one|day 1|collector'?s?|limited|steelbook|ultimate|gold|jogo do ano|juego del ano|suprema)\b\s*[\])]?")]
    private static partial Regex Romance();

    [GeneratedRegex(@"\b(digital deluxe|super deluxe|super digital deluxe|deluxe|ultimate|premium|gold|silver|platinum|collector'?s?|limited|special|complete|definitive|launch|day one|day 1|d1|game of the \w+|goty|legendary|standard|steelbook|\d+(?:th|st|nd|rd)? anniversary|anniversary|royal|hero|champion'?s?|vault|bundle|enhanced|signature|first|legacy|mega|ultimate cross-gen|cross-gen)\s+(?:edition|edicao|edicion|ed\b\.?)")]
    private static partial Regex Known();

    [GeneratedRegex(@"(?<=\S\s)(?!\d+\s)([\w'’]+)\s+edition\b")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"[\[(+]?\s*\b(steel\s?book|day one|goty|game of the year|digital deluxe|deluxe(?=\s*(?:$|[\])+-]))|collector'?s(?=\s*(?:$|[\])+-])))\b\s*[\])]?")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\s+(?:edition|edicao|edicion)\s*$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\b(?:edition|edicao|edicion|de|do|da|del|the|ed)\b(?! year)")]
    private static partial Regex Filler();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
