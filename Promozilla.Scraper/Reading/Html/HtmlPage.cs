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
