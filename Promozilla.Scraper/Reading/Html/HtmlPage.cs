using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>Parses HTML, within bounds.</summary>
public static class HtmlPage
{
    private const int DeepestNesting = 512;

    // By default the parser takes a form's and an option's content out of them.
    static HtmlPage()
    {
        HtmlNode.ElementsFlags.Remove("form");
        HtmlNode.ElementsFlags.Remove("option");
    }

    /// <summary>What the page's relative addresses are relative to.</summary>
    public static Uri? BaseOf(HtmlNode? element, Uri? url)
    {
        var given = element is null ? null : HtmlText.Raw(element, "href");
        if (string.IsNullOrWhiteSpace(given)) return url;
        if (url is not null) return Uri.TryCreate(url, given, out var resolved) && resolved.Scheme is "http" or "https" ? resolved : url;
        return Uri.TryCreate(given, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" ? absolute : null;
    }

    /// <summary>The document, or null when its nesting is no shop's page.</summary>
    public static HtmlNode? Parse(string html)
    {
        var document = new HtmlDocument { OptionMaxNestedChildNodes = DeepestNesting, OptionReadEncoding = false };
        try
        {
            document.LoadHtml(html);
            return document.DocumentNode;
        }
        catch (Exception tooDeep) when (tooDeep.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }
}
