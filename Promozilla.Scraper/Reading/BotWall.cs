using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Reading;

/// <summary>Tells a refusal from a page: the walls of the common protections, and pages that hold nothing but "enable JavaScript".</summary>
public static partial class BotWall
{
    // A shop's own pages load some of these scripts too, but they are long; a wall has little besides.
    private const int LongestWall = 60_000;

    /// <summary>Why the text is a wall; null when it is not.</summary>
    public static string? Find(string html)
    {
        var head = html.AsSpan(0, Math.Min(html.Length, LongestWall));
        if (Certain().Match(head.ToString()) is { Success: true } certain) return Reason(certain.Value);
        if (html.Length > LongestWall) return null;
        if (!Suspect().IsMatch(html)) return null;
        var suspect = Suspect().Match(html);
        return SoldHere().IsMatch(html) ? null : Reason(suspect.Value);
    }

    private static string Reason(string mark) => $"a bot wall: \"{HtmlText.Fold(mark)}\"";

    [GeneratedRegex(@"<title>\s*(?:just a moment|attention required|access denied|acesso negado|acesso bloqueado|robot check|are you a robot|um momento|pardon our interruption|bot verification|verifica[çc][ãa]o de seguran[çc]a|access to this page has been denied|human verification|ddos-guard|403 forbidden|429 too many requests)|cf-browser-verification|cf-challenge-running|cf_chl_opt|id=""challenge-(?:form|running|error-text)|px-captcha|window\._pxAppId[^<]{0,400}captcha|geo\.captcha-delivery\.com|_Incapsula_Resource\?[^""]*incident|Request unsuccessful\. Incapsula", RegexOptions.IgnoreCase)]
    private static partial Regex Certain();

    [GeneratedRegex(@"captcha|enable javascript|please turn on javascript|ative o javascript|ativar o javascript|habilite o javascript|javascript (?:is|est[áa]) (?:disabled|desativado)|are you (?:a )?human|n[ãa]o [ée]s? um rob[ôo]|unusual traffic|tr[áa]fego (?:invulgar|incomum)|access denied|acesso negado|too many requests|checking your browser|a verificar o (?:teu|seu) (?:browser|navegador)|datadome|perimeterx|automated access", RegexOptions.IgnoreCase)]
    private static partial Regex Suspect();

    [GeneratedRegex(@"itemprop=[""']?price|""@type""\s*:\s*""(?:Product|ItemList|Offer)|product:price|class=""[^""]*(?:product|produto|price|preco)[^""]*""|\d[.,]\d{2}\s?(?:€|&euro;)|€\s?\d", RegexOptions.IgnoreCase)]
    private static partial Regex SoldHere();
}
