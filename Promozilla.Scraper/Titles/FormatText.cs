using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>What is in the box. A code or a key card is another product than the cartridge, at another price.</summary>
public static partial class FormatText
{
    public static string Read(string title)
    {
        var plain = TitleText.Plain(title);
        if (KeyCard().IsMatch(plain)) return Format.GameKeyCard;
        return Code().IsMatch(plain) ? Format.DownloadCode : Format.Physical;
    }

    [GeneratedRegex(@"game[\s-]*key[\s-]*card|\bkey[\s-]*card\b|cartao[\s-]*(?:de[\s-]*)?chave(?:[\s-]*(?:de[\s-]*|do[\s-]*)?jogo)?|chave de jogo|tarjeta[\s-]*(?:de[\s-]*)?(?:llave|clave)(?:[\s-]*(?:de[\s-]*|del[\s-]*)?juego)?|carte[\s-]*cle|\bgkc\b")]
    internal static partial Regex KeyCard();

    [GeneratedRegex(@"(?:codigo|cod\.?)\s+(?:de\s+)?(?:(?:download|descarga|jogo|juego)\s+)?(?:na|en|em|in)\s+(?:a\s+|la\s+|uma\s+)?(?:caixa|caja|embalagem|box)|code\s+in\s+(?:a\s+|the\s+)?box|\bciab\b|(?:codigo|cod\.?)\s+(?:de\s+|para\s+|p/\s*)?(?:descarga|download|digital|ativacao|activacao|activacion|resgate)|(?:download|digital|descarga|steam|eshop|activation)[\s-]+(?:code|key)\b|(?:chave|clave|key)\s+(?:digital|steam|de\s+ativacao|de\s+activacion)|\(cod\)|\[cod\]|download\s+digital|descarga\s+digital|digital\s+download|codigo\s+eshop|(?:versao|version|formato|jogo)\s+digital|[\[(](?:digital|download|descarga|codigo|code|eshop)[\])]|cartao\s+de\s+download|\bcode\s+only\b|(?:so|apenas|solo)\s+codigo|(?:sem|sin)\s+(?:cartucho|disco|cartao)|no\s+(?:cartridge|disc)\b")]
    internal static partial Regex Code();
}
