using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>
/// Game, console, accessory or other. The store's shelf decides, unless the title starts with what only the other kind does ("Consola ...", "Bolsa ..."). What follows
/// " + " is an extra: "Consola ... + 2 Comandos" is a console, "Base de Carregamento + ..." is not.
/// </summary>
public static partial class KindText
{
    public static string Read(string title, string? shelf = null)
    {
        var plain = Gift().Replace(TitleText.Plain(title), " ").Trim();
        var main = plain.Split(" + ", 2)[0].Trim();
        if (StartsGame().IsMatch(main)) return ProductKind.Game;
        if (StartsAs(plain, main) is { } starts) return starts;
        if (Card().IsMatch(plain)) return ProductKind.Other;
        if (shelf is not null) return shelf;
        if (Goods().IsMatch(main) || (LooseGoods().IsMatch(main) && PlatformText.Read(plain) is null)) return ProductKind.Other;
        if (Accessory().IsMatch(main)) return ProductKind.Accessory;
        if (Console().IsMatch(main) || (Pack().IsMatch(main) && Console().IsMatch(plain))) return ProductKind.Console;
        return ProductKind.Game;
    }

    /// <summary>The kind that a store's own name of a shelf says ("Jogos Switch", "accessory"); null when it says none.</summary>
    public static string? OfShelf(string? name)
    {
        if (name is null) return null;
        var plain = TitleText.Plain(name);
        if (ShelfOfAccessories().IsMatch(plain)) return ProductKind.Accessory;
        if (ShelfOfGames().IsMatch(plain)) return ProductKind.Game;
        return ShelfOfConsoles().IsMatch(plain) ? ProductKind.Console : null;
    }

    private static string? StartsAs(string plain, string main)
    {
        if (StartsConsole().IsMatch(main)) return ProductKind.Console;
        if (StartsGoods().IsMatch(main) && !Amiibo().IsMatch(plain)) return ProductKind.Other;
        if (StartsAccessory().IsMatch(main) || Amiibo().IsMatch(plain)) return ProductKind.Accessory;
        return BareMachine().IsMatch(main) ? ProductKind.Console : null;
    }

    // What is given with it is not it.
    [GeneratedRegex(@"[\[(]\s*(?:com\s+)?(?:oferta|inclui|incluye|bonus|brinde|gratis)\b[^\])]*[\])]|(?<!\bcart(?:ao|oes|a)(?: de)?)\s[+-]?\s*(?:com\s+)?oferta\b.*$")]
    private static partial Regex Gift();

    private const string Lead = @"(?:(?:pack|conjunto|kit|set|bundle|novo|nova|new|oficial|official|original|gaming|mini|nintendo|switch(?: 2| oled| lite)?|par(?: de)?|\d+\s?x?)\s+)*";

    [GeneratedRegex(@"^(?:jogo|videojogo|juego|videojuego|game)s?\s+(?!de (?:tabuleiro|mesa|cartas|sociedade|construcao)|boy\b|card|stick|pass\b)")]
    private static partial Regex StartsGame();

    [GeneratedRegex(@"^(?:(?:nova|novo|new|mega|pack|bundle|kit|mini)\s+)*(?:video)?(?:consolas?|console)\b(?!.*\bedition\b.*\bjogo\b)")]
    private static partial Regex StartsConsole();

    [GeneratedRegex($@"^{Lead}(?:(?:{HardwareWords.Controllers}|{HardwareWords.Headsets}|{HardwareWords.Surely}|{HardwareWords.First})(?!\w)|(?:{HardwareWords.Makers})\b)|^nintendo switch(?: 2| oled| lite)? (?:{HardwareWords.Tails}|camera|pro controller)\b")]
    private static partial Regex StartsAccessory();

    [GeneratedRegex($@"\b(?:{HardwareWords.Controllers}|{HardwareWords.Headsets}|{HardwareWords.Surely})(?!\w)|\b(?:bolsa|capa|funda|suporte|estojo|case|skin|cover) (?:para|for)\b")]
    private static partial Regex Accessory();

    [GeneratedRegex(@"\bamiibo\b")]
    private static partial Regex Amiibo();

    [GeneratedRegex(@"(?<!\b(?:para|for|da|de|p/|a)\s)\b(?:video)?(?:consola|console)\b(?!\s+(?:edition|wars))|(?<!\b(?:para|for|da|de|p/)\s+(?:nintendo\s+)?)\bswitch\s*[-(]?\s*(?:(?:modelo\s+)?oled|lite)\b|modelo oled|oled model|^(?:sony\s+)?(?:playstation ?|ps)[3-5]\b.*\b(?:slim|pro|\d ?tb|\d{3} ?gb)\b|^(?:microsoft\s+)?xbox (?:series [xs]|one)\b.*\b(?:\d ?tb|\d{3} ?gb|digital)\b|^steam deck\b|\brog ally\b")]
    private static partial Regex Console();

    [GeneratedRegex(@"^(?:mega\s+)?(?:pack|bundle)\b")]
    private static partial Regex Pack();

    // The machine's name and nothing else but its colour or size.
    [GeneratedRegex(@"^(?:(?:nova|novo|new|pack|bundle|mega)\s+)*nintendo switch(?: 2| ii| oled| lite)*(?:\s*[-,(]?\s*(?:\d+\s?gb|neon|azul|vermelh[oa]|cinzent[oa]|cinza|branc[oa]|amarel[oa]|turquesa|coral|preto|preta|roxo|rosa|verde|white|black|grey|gray|blue|red|yellow|turquoise|v2|v1|oled|usad[oa]|semi-?nov[oa]|recondicionad[oa]|reacondicionad[oa]|como nov[oa]|gra(?:de|u) [a-d]|outlet|console|bundle|pack|edicao standard|hac-\w+|/|&|e|and|\))*\s*)*$")]
    private static partial Regex BareMachine();

    [GeneratedRegex(@"\b(?:cartao|carta|tarjeta) (?:de )?(?:oferta|presente|regalo|prenda|nintendo|eshop|playstation|psn|xbox|roblox|steam|fortnite|pre-?pago)|gift ?cards?\b|\beshop (?:card|cartao|cartoes)|nintendo eshop\s*(?:-\s*)?\d|\d+\s?(?:€|eur)\s+(?:nintendo )?eshop|switch online|\bgame pass\b|playstation plus|\bps ?plus\b|playstation network|\bpsn\b|subscricao|suscripcion|subscription|assinatura \d|v-?bucks|\bsaldo\b|robux|minecoins")]
    private static partial Regex Card();

    [GeneratedRegex(@"^(?:t-?shirts?|camisola|camiseta|canecas?|taza|peluches?|plush|funko|porta-?chaves|llavero|candeeiro|despertador|gorro|bone\b|meias|sweat\w*|mochila|almofada|cojin|copo|garrafa|lancheira|carteira|relogio|pijama|chinelos|cachecol|guarda-?chuva|lego\s.*\b\d{5}\b|jogo de (?:tabuleiro|mesa|cartas|sociedade|construcao)|guia oficial|guia (?:de )?estrategia|artbook|art book|the art of|manga\b|vinil|pins?\b|iman|estatua|boneco|nanoblock|pokemon tcg|cartas pokemon)")]
    private static partial Regex StartsGoods();

    [GeneratedRegex(@"\b(?:t-?shirt|caneca|peluche|plush|funko|porta-?chaves|official guide|official companion|strategy guide|guia oficial|artbook|art book|alarmo|elite trainer|booster(?: pack| box|s)?|trading card)\b|\bpokemon tcg\b")]
    private static partial Regex Goods();

    // Games are called so too: only where no machine is named.
    [GeneratedRegex(@"^(?:figuras?|posters?|puzzle|livro|libro|book|monopoly|cluedo|uno|trivial|cartas|set de figuras|action figure|candle|luz|lampada)\b")]
    private static partial Regex LooseGoods();

    [GeneratedRegex(@"acess|acces|accessor|comandos|auscultadores|headset|bolsas|amiibo|perifericos")]
    private static partial Regex ShelfOfAccessories();

    [GeneratedRegex(@"\bjogos?\b|\bgames?\b|\bjuegos?\b|seminovos|videojogos")]
    private static partial Regex ShelfOfGames();

    [GeneratedRegex(@"\bconsolas?\b|\bconsoles?\b")]
    private static partial Regex ShelfOfConsoles();
}
