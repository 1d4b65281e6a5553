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
        var plain = TitleText.Plain(title);
        var main = plain.Split(" + ", 2)[0].Trim();
        if (Card().IsMatch(plain)) return ProductKind.Other;
        var starts = StartsAs(main);
        if (shelf is not null) return starts ?? shelf;
        if (starts is not null) return starts;
        if (Accessory().IsMatch(main)) return ProductKind.Accessory;
        if (Console().IsMatch(main) || (Pack().IsMatch(main) && Console().IsMatch(plain)) || BareMachine().IsMatch(plain)) return ProductKind.Console;
        return Goods().IsMatch(main) ? ProductKind.Other : ProductKind.Game;
    }

    private static string? StartsAs(string main)
    {
        if (StartsAccessory().IsMatch(main)) return ProductKind.Accessory;
        if (StartsConsole().IsMatch(main)) return ProductKind.Console;
        return StartsGoods().IsMatch(main) ? ProductKind.Other : null;
    }

    [GeneratedRegex(@"^(?:(?:nova|new|pack|bundle|kit)\s+)*(?:consola|console)\b(?!.*\bedition\b.*\bjogo\b)")]
    private static partial Regex StartsConsole();

    [GeneratedRegex(@"^(?:pack\s+|conjunto\s+|kit\s+|set\s+|par\s+(?:de\s+)?|\d\s?x?\s+)*(?:comandos?|joy-?\s?cons?|pro controller|gamepad|bolsa|capas?|case|estojo|mala|mochila|suporte|base\s+(?:de\s+)?(?:carregamento|carga)|estacao\s+de|carregador|cabo|adaptador|pelicula|protet?or|protecao|volantes?|grips?|straps?|correia|auscultadores|auriculares|headset|headphones|microfone|camara|camera|cartao\s+(?:de\s+)?memoria|micro\s?sd|dock\b|doca|skin|thumb|stand|teclado|rato|caneta|stylus|amiibo|hub\b|bateria|transformador|ventoinha|joystick|arcade stick)\b")]
    private static partial Regex StartsAccessory();

    [GeneratedRegex(@"^(?:t-?shirt|camisola|caneca|peluche|figura|funko|porta-?chaves|poster|puzzle|lego\s.*\d{5}|livro|candeeiro|despertador|gorro|bone\b|meias|sweat)")]
    private static partial Regex StartsGoods();

    [GeneratedRegex(@"\b(?:comandos?|joy-?\s?cons?|controllers?|gamepad|volantes?|racing wheels?|wheels?|bolsa|capas?|carrying|case|estojo|suporte|stand\b|carregador|carregamento|charging|charger|cabo\b|cable|adaptador|adapter|pelicula|screen protector|protet?or|grips?|straps?|auscultadores|auriculares|headset|headphones|neckset|earbuds|microfone|camara|camera hd|memory card|cartao de memoria|micro\s?sd|dock\b|docking|skins?\b|thumb|travel kit|starter kit|kit de|pack de acessorios|modulo|manipulo|joystick|hotas|vr ?2|amiibo|teclado|stylus|sponge rings|bateria|power bank|armazenamento|usb-c)\b")]
    private static partial Regex Accessory();

    [GeneratedRegex(@"\b(?:consola|console)\b(?!\s+edition)|\bswitch\s+(?:oled|lite)\b(?!.*\b(?:para|for|capa)\b)|modelo oled|oled model")]
    private static partial Regex Console();

    [GeneratedRegex(@"^(?:mega\s+)?(?:pack|bundle)\b")]
    private static partial Regex Pack();

    // The machine's name and nothing else but its colour or size.
    [GeneratedRegex(@"^nintendo switch(?: 2| oled| lite)*(?:\s*[-,(]?\s*(?:\d+\s?gb|neon|azul|vermelh[oa]|cinzent[oa]|branc[oa]|amarel[oa]|turquesa|coral|preto|preta|white|grey|gray|blue|red|yellow|turquoise|v2|oled|/|e|\))*\s*)*$")]
    private static partial Regex BareMachine();

    [GeneratedRegex(@"cartao (?:de )?(?:oferta|presente|nintendo|eshop)|gift ?card|eshop card|nintendo eshop|switch online|subscricao|assinatura \d|v-?bucks|saldo")]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(?:t-?shirt|caneca|peluche|figura|funko|porta-?chaves|poster)\b")]
    private static partial Regex Goods();
}
