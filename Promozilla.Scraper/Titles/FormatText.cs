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

    [GeneratedRegex(@"game[\s-]*key[\s-]*card|\bkey[\s-]*card\b|cartao[\s-]*chave|chave de jogo|\bgkc\b")]
    internal static partial Regex KeyCard();

    [GeneratedRegex(@"codigo\s+(?:na|em)\s+caixa|code\s+in\s+(?:a\s+|the\s+)?box|\bciab\b|codigo\s+(?:de\s+)?(?:descarga|download|digital|ativacao)|(?:download|digital|descarga)\s+code|\(cod\)|\[cod\]|download\s+digital|descarga\s+digital|codigo\s+eshop|versao\s+digital|\(digital\)|\[digital\]|cartao\s+de\s+download|\bcode\s+only\b|so\s+codigo|\(codigo\)|\[codigo\]|\(code\)")]
    internal static partial Regex Code();
}
