using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>What shops add to a title that is not the product's name: the machine, the language, the condition, gifts, "JOGO".</summary>
internal static partial class TitleNoise
{
    private const char Guard = '\u0001';

    // For hardware the same thing is sold under Portuguese and English words.
    private static readonly FrozenDictionary<string, string> Words =
        """
        consola: console: videoconsola: pack: bundle: conjunto: mais: +: modelo: model: edicao:edition edicion:edition comando:controller mando:controller inalambrico:wireless comandos:controller controllers:controller fios:wireless bolsa:case estojo:case azul:blue
        vermelho:red vermelha:red branco:white branca:white preto:black preta:black cinzento:grey cinzenta:grey cinza:grey gray:grey
        amarelo:yellow amarela:yellow verde:green rosa:pink roxo:purple turquesa:turquoise laranja:orange claro:light esquerdo:left
        direito:right volante:wheel volantes:wheel carregador:charger cabo:cable sem: de: da: do: e: para: com: the:
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The plain title without noise; brackets that say something of the product stay.</summary>
    public static string Strip(string plain, string kind)
    {
        var text = PlatformText.OwnNames().Replace(plain, match => match.Value.Replace("switch", $"s{Guard}witch", StringComparison.Ordinal));
        text = Condition().Replace(Noise().Replace(text, " "), " ");
        text = FormatText.Code().Replace(FormatText.KeyCard().Replace(text, " "), " ");
        if (kind == ProductKind.Game) text = Prefix().Replace(text.TrimStart(), "");
        text = PlatformEdition().Replace(text, " ");
        // A console's model is its name: only what every one of them says goes.
        text = kind == ProductKind.Console ? text : Machines().Replace(text, " ");
        text = Empty().Replace(text, " ").Replace(Guard.ToString(), "", StringComparison.Ordinal);
        return Ends().Replace(Spaces().Replace(text, " ").Trim(), "");
    }

    public static string Key(string rest, string kind)
    {
        var text = Abbreviation().Replace(TitleText.Normalise(rest), "final fantasy");
        if (kind == ProductKind.Game) return Spaces().Replace(text.Replace('+', ' '), " ").Trim();
        if (kind == ProductKind.Console) text = Capacity().Replace(text, "");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Words.GetValueOrDefault(word, word)).Where(word => word.Length > 0 && word != "nintendo").Distinct(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    public static string Display(string title, string kind)
    {
        var text = OwnNamesAnyCase().Replace(title, match => match.Value.Insert(match.Value.IndexOf("witch", StringComparison.OrdinalIgnoreCase), Guard.ToString()));
        foreach (var pattern in (Regex[])[NoiseAnyCase(), ConditionAnyCase(), .. kind == ProductKind.Game ? (Regex[])[PrefixAnyCase(), MachinesAnyCase()] : []]) text = pattern.Replace(text, " ");
        text = Empty().Replace(text, " ").Replace(Guard.ToString(), "", StringComparison.Ordinal);
        text = Ends().Replace(Spaces().Replace(text, " ").Trim(), "").Trim(' ', '-', '–', '|', '/', ',');
        if (text.Length == 0) return title;
        return text.Any(char.IsLower) || text.Count(char.IsLetter) < 5 ? text : Capitalised(text);
    }

    // Lists in capitals are read badly; short words and numerals keep theirs.
    private static string Capitalised(string text) => Word().Replace(text, match => match.Value switch
    {
        { Length: <= 1 } word => word,
        var word when Numeral().IsMatch(word) || word.Any(char.IsDigit) => word,
        var word when match.Index > 0 && word is "OF" or "THE" or "AND" or "DE" or "DO" or "DA" or "E" or "TO" or "IN" or "OS" or "AS" => word.ToLowerInvariant(),
        var word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.ToLowerInvariant()),
    });

    private const string NoiseWords =
        @"[\[(]?\b(?:totalmente|100%|integralmente)?\s*(?:em|in)\s+portugu[eê]s\b[\])]?|[\[(]\s*(?:pt|es|uk|eu|fr|it|de|en|pt/es|multi|portugu[eê]s|import\s*(?:pt|es|uk|eu)|oferta[^\])]*|inclui[^\])]*|com oferta[^\])]*|novo|new|selado|b[oó]nus[^\])]*|pr[eé][-\s]?(?:venda|encomenda|reserva|order)[^\])]*|lan[cç]amento[^\])]*|stock[^\])]*)\s*[\])]|\s[+-]?\s*(?:com\s+)?oferta\s+(?:de\s+)?[\w-]+(?:\s+[\w-]+){0,3}$|\b(?:pr[eé][-\s](?:venda|encomenda|reserva)|pre-?order)\b";

    private const string ConditionWords =
        @"[\[(]\s*(?:usado|usada|semi-?novo|seminovo|recondicionad[oa]|outlet|caixa (?:aberta|danificada)|segunda m[aã]o|2\.?\s?[ªa] m[aã]o|restaurad[oa]|pre-?owned)[^\])]*[\])]|[-–]?\s*\b(?:usad[oa]|semi-?nov[oa]|seminov[oa]|recondicionad[oa]|reacondicionad[oa]|outlet(?:\s+grade\s+[a-d])?|(?:caixa|embalagem) (?:aberta|danificada)|segunda m[aã]o|2\.?\s?[ªa] m[aã]o)\b";

    private const string MachineWords =
        @"[\[(]?\s*\b(?:para|for|p/)?\s*(?:(?:nintendo[\s-]*)?switch[\s-]*(?:2|ii)?(?:\s+edition)?|nsw? ?2|nsw|playstation ?[1-5]|ps ?[1-5]|xbox series(?: x ?(?:[|/&e]\s?s)?|(?: ?s))?|xbox ?one|xbox 360|xbox|x ?\| ?s|series x(?: ?[|/&] ?s)?|wii ?u|3ds|(?:wii|pc)(?=\s*(?:$|[|/\])(,+-])))(?![\w'])(?:\s*[|/&,e]+\s*(?:(?:nintendo[\s-]*)?switch[\s-]*(?:2|ii)?|ps ?[1-5]|xbox[\w\s|/]*|x ?\| ?s|series x(?: ?[|/&] ?s)?|pc)(?!\w))*\s*[\])]?";

    [GeneratedRegex(NoiseWords)]
    private static partial Regex Noise();

    [GeneratedRegex(NoiseWords, RegexOptions.IgnoreCase)]
    private static partial Regex NoiseAnyCase();

    [GeneratedRegex(ConditionWords)]
    private static partial Regex Condition();

    [GeneratedRegex(ConditionWords, RegexOptions.IgnoreCase)]
    private static partial Regex ConditionAnyCase();

    [GeneratedRegex(@"^(?:jogo|game|videojogo)\s+(?:(?:para\s+)?(?:nintendo|consola)\s+(?=switch))?")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\s*(?:jogo|videojogo)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex PrefixAnyCase();

    [GeneratedRegex(@"[-:–]?\s*(?:nintendo\s+)?switch(?:\s*2)?\s+(?:edition|edicao)\b")]
    private static partial Regex PlatformEdition();

    [GeneratedRegex(MachineWords)]
    private static partial Regex Machines();

    [GeneratedRegex(MachineWords, RegexOptions.IgnoreCase)]
    private static partial Regex MachinesAnyCase();

    [GeneratedRegex(@"nintendo switch sports|\b1[- ]?2[- ]?switch\b|switch 2 welcome tour", RegexOptions.IgnoreCase)]
    private static partial Regex OwnNamesAnyCase();

    [GeneratedRegex(@"[\[(]\s*[|/,+-]*\s*[\])]")]
    private static partial Regex Empty();

    [GeneratedRegex(@"(?:\s*[-–:|/,+]+\s*)+$|^(?:\s*[-–:|/,+]+\s*)+|\s+nintendo$", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();

    // What each of Nintendo's machines has, said or not.
    [GeneratedRegex(@"\b(?:32|64|256) gb\b")]
    private static partial Regex Capacity();

    [GeneratedRegex(@"\bff(?=\s(?:[ivx]+|\d+)\b)")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"[\p{L}\p{N}'’]+")]
    private static partial Regex Word();

    [GeneratedRegex("^[IVX]+$")]
    private static partial Regex Numeral();
}
