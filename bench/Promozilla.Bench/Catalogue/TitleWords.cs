using Promozilla.ServiceDefaults;

namespace Promozilla.Bench.Catalogue;

/// <summary>Titles as shops write them, any number of them: some words are in many titles, most in few, as in a real shop.</summary>
internal static class TitleWords
{
    private static readonly string[] Openings =
    [
        "Super", "Mega", "The Legend of", "Crónicas de", "Mundo", "Final", "Little", "Dark", "Lego", "Pixel", "Ring", "Paper", "Fire", "Metal", "Monster", "Story of",
        "Ultra", "Mario e", "Princesa", "Star", "Dragon", "Sonic e", "Kirby e", "Just", "Ninja", "Hyper", "Cult of", "Return to", "Capitão", "Secret of", "Age of", "Shadow",
    ];

    private static readonly string[] Names =
    [
        "Odyssey", "Kingdom", "Aventura", "Party", "Fantasy", "Racing", "Hunters", "Souls", "Village", "Island", "Quest", "Forest", "Legends", "Galaxy", "Castle", "Ocean",
        "Warriors", "Tactics", "Puzzle", "Harvest", "Valley", "Dungeon", "Heroes", "Tennis", "Futebol", "Kart", "Maker", "Arena", "Stories", "Dreams", "Dinosaur", "Mansion",
        "Wonder", "Bros", "Crossing", "Emblem", "Dread", "Chronicles", "Pokémon", "Zelda", "Splash", "Knight", "Vampire", "Garden", "Train", "Robot", "Detective", "Skies",
    ];

    private static readonly string[] Subtitles =
    [
        "Breath of the Wild", "A Última Batalha", "Deluxe", "Remastered", "Eternal Night", "O Regresso", "Definitive Edition", "Tears of Time", "New Horizons", "Ultimate",
        "Lost Tapes", "Rise of the Ancients", "A Ilha Perdida", "Collection", "Reborn", "World Tour", "The Awakening", "Forbidden Land", "Golden Age", "Mil Mundos",
    ];

    private static readonly string[] Gear =
    [
        "Comando Pro", "Comando sem Fios", "Bolsa de Transporte", "Estojo Rígido", "Película de Vidro Temperado", "Volante", "Base de Carregamento", "Cartão microSD 256GB",
        "Auscultadores", "Suporte Dobrável", "Cabo USB-C", "Figura Amiibo", "Punho Ergonómico", "Adaptador de Corrente", "Capa de Silicone", "Par de Joy-Con",
    ];

    private static readonly string[] Colours = ["Preto", "Branco", "Azul", "Vermelho", "Verde", "Amarelo", "Rosa", "Cinzento", "Roxo", "Néon"];
    private static readonly string[] Bundles = ["OLED", "Lite", "Edição Especial", "Pack", "Edição Limitada", "256GB"];
    private static readonly string[] Starts = ["Ka", "Ve", "Lo", "Mi", "Tar", "Zo", "Ren", "Shi", "Bra", "Dul", "Es", "Fa", "Gre", "Hol", "In", "Jor", "Nu", "Pel", "Quin", "Sa"];
    private static readonly string[] Middles = ["ra", "lu", "ven", "to", "mi", "sha", "do", "ri", "xa", "ne", "bo", "gu", "la", "pe", "si", "ku", "ma", "fo", "cha", "ze"];
    private static readonly string[] Ends = ["n", "ria", "dor", "x", "los", "m", "tia", "kai", "ne", "th", "rim", "s", "go", "lia", "ro", "v", "da", "nis", "que", "on"];

    public static string Of(string kind, int number, Random random) => kind switch
    {
        ProductKind.Console => $"Consola {Pick(Bundles, random)} {Invented(number)} {Pick(Colours, random)}",
        ProductKind.Accessory => $"{Pick(Gear, random)} {Invented(number)} {Pick(Colours, random)}",
        _ => Game(number, random),
    };

    private static string Game(int number, Random random)
    {
        var name = $"{Pick(Openings, random)} {Pick(Names, random)}";
        // A name of its own for most games: what a shopper types to find just this one.
        name = random.Next(4) == 0 ? $"{name} {Pick(Names, random)}" : $"{name} {Invented(number)}";
        name = random.Next(3) == 0 ? $"{name} {random.Next(2, 6)}" : name;
        return random.Next(2) == 0 ? $"{name}: {Pick(Subtitles, random)}" : name;
    }

    /// <summary>8,000 names; each comes again as the catalogue grows.</summary>
    private static string Invented(int number)
    {
        var mixed = (uint)number * 2654435761u >> 8;
        return Starts[mixed % 20] + Middles[mixed / 20 % 20] + Ends[mixed / 400 % 20];
    }

    /// <summary>The first ones much oftener than the last.</summary>
    private static string Pick(string[] words, Random random)
    {
        var place = random.NextDouble();
        return words[(int)(place * place * words.Length)];
    }
}
