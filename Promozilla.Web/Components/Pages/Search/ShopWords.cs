using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>How shoppers in Portugal say what stores call otherwise. Keys and words as SearchText makes them.</summary>
internal static class ShopWords
{
    /// <summary>Say nothing of the product.</summary>
    private static readonly HashSet<string> Fillers =
    [
        "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "nos", "nas", "para", "pra", "por", "com", "sem",
        "the", "of", "and", "for", "to", "in", "with", "comprar", "compra", "preco", "precos", "promocao", "promocoes", "barato", "barata", "baratos",
        "oferta", "ofertas", "desconto", "descontos", "online", "portugal", "buy", "price", "cheap", "nintendo",
    ];

    private static readonly string[] GameWords = ["jogo", "jogos", "game", "games", "videojogo", "videojogos"];
    private static readonly string[] ConsoleWords = ["consola", "consolas", "console", "consoles"];
    private static readonly string[] AccessoryWords = ["acessorio", "acessorios", "accessory", "accessories"];

    private static readonly string[][] Alike =
    [
        ["comando", "comandos", "controller", "controllers", "gamepad", "pad"],
        ["bolsa", "bolsas", "capa", "capas", "estojo", "mala", "case"],
        ["auscultadores", "auscultador", "headset", "headphones", "fones", "phones"],
        ["pelicula", "peliculas", "protetor", "protector"],
        ["volante", "volantes", "wheel"],
        ["base", "dock", "doca"],
        ["carregador", "carregadores", "adaptador", "charger", "transformador", "carregamento"],
        ["camara", "camera", "webcam"],
        ["amiibo", "amiibos", "figura", "figuras"],
        ["microsd", "microsdxc", "sd"],
        ["pack", "packs", "bundle", "conjunto"],
        ["colecionador", "collectors", "collector", "coleccionador"],
        ["limitada", "limited"],
        ["punho", "punhos", "grip"],
        ["suporte", "stand"],
        ["fifa", "fc"],
        ["codigo", "download", "digital"],
        ["violeta", "violet"],
        ["escarlate", "scarlet"],
        ["branca", "branco", "white"],
        ["preto", "preta", "black"],
        ["azul", "blue"],
        ["vermelho", "vermelha", "red"],
    ];

    private static readonly ILookup<string, string[]> Synonyms = Alike.SelectMany(words => words.Select(word => (word, words))).ToLookup(pair => pair.word, pair => pair.words);

    public static IEnumerable<string> All => Fillers.Concat(GameWords).Concat(ConsoleWords).Concat(AccessoryWords).Concat(Alike.SelectMany(words => words)).Append("switch").Where(word => word.Length > 3);

    public static bool IsFiller(string word) => Fillers.Contains(word);

    public static string? KindOf(string word) =>
        GameWords.Contains(word) ? ProductKind.Game
        : ConsoleWords.Contains(word) ? ProductKind.Console
        : AccessoryWords.Contains(word) ? ProductKind.Accessory
        : null;

    /// <summary>The word and what means the same.</summary>
    public static IEnumerable<string> Meaning(string word) => Synonyms[word].SelectMany(words => words).Prepend(word).Distinct();

    /// <summary>A platform at this place of a question, and how many words it takes.</summary>
    public static (string Platform, int Words)? PlatformAt(IReadOnlyList<string> words, int at)
    {
        var next = at + 1 < words.Count ? words[at + 1] : "";
        return words[at] switch
        {
            "switch" when next is "2" or "two" or "dois" => (Platform.Switch2, 2),
            "switch2" or "ns2" or "nsw2" or "sw2" => (Platform.Switch2, 1),
            "switch" when next is "1" => (Platform.Switch, 2),
            "switch" or "switch1" or "nsw" => (Platform.Switch, 1),
            _ => null,
        };
    }
}
