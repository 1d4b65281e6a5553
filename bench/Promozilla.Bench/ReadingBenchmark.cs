using System.Globalization;
using System.Text;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Bench;

/// <summary>
/// Reads a listing of 48 items on 250 kB and on 1 MB: bare HtmlAgilityPack with XPath, by the store's definition, and without one. Processor time, not the clock's, so
/// that a busy machine tells the same: of interleaved rounds the best and the median; pages a second of one core, from the best.
/// </summary>
internal static class ReadingBenchmark
{
    private const int Items = 48;
    private const int Rounds = 31;
    private const int Turns = 4;
    private static readonly int[] Lengths = [250_000, 1_000_000];

    private static readonly string[] XPaths =
    [
        ".//h3[contains(@class,'product-title')]/a", ".//h3[contains(@class,'product-title')]/a/@href", ".//*[@itemprop='price']", ".//*[contains(@class,'regular-price')]",
        ".//meta[@itemprop='priceCurrency']", ".//*[contains(@class,'product-flag')]", ".//img", ".//button[contains(@class,'add-to-cart')]",
    ];

    public static void Run(TextWriter output)
    {
        foreach (var length in Lengths) Run(output, length);
    }

    private static void Run(TextWriter output, int length)
    {
        var html = Page(length);
        var page = new PageContent(html, new Uri("https://www.pressstart.pt/pt/jogos-nintendo-switch/"));
        var store = StoreDefinitions.Find("press-start") ?? throw new InvalidOperationException("press-start.json is missing");
        Action[] ways = [() => Parse(html), () => Bare(html), () => Count(PageReader.Read(page, store)), () => Count(PageReader.Read(page))];
        var times = ways.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var start = Environment.CpuUsage.TotalTime;
                for (var turn = 0; turn < Turns; turn++) ways[i]();
                if (round > Rounds / 3) times[i].Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds / Turns);
            }
        }

        string[] names = ["bare parse", "bare parse + XPath", "by definition", "generic"];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{length / 1000} kB"));
        for (var i = 0; i < names.Length; i++)
        {
            var (best, median) = (times[i].Min(), times[i].Order().ElementAt(times[i].Count / 2));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {names[i],-20} best {best,7:0.00} ms  median {median,7:0.00} ms  {1000 / best,6:0} pages/s  of parse {best / times[0].Min():0.00}  of parse + XPath {best / times[1].Min():0.00}"));
        }
    }

    private static void Parse(string html) => new HtmlDocument().LoadHtml(html);

    private static void Bare(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        var found = 0;
        foreach (var item in document.DocumentNode.SelectNodes("//article[contains(@class,'product-miniature')]") ?? throw new InvalidOperationException("no items"))
        {
            foreach (var path in XPaths) found += item.SelectSingleNode(path)?.InnerText.Length ?? 0;
        }

        if (found == 0) throw new InvalidOperationException("the bare reading found nothing");
    }

    private static void Count(PageReading reading)
    {
        if (reading is not PageReading.Observed { Items.Count: Items }) throw new InvalidOperationException($"expected {Items} items: {reading}");
    }

    private static string Page(int length)
    {
        var page = new StringBuilder("<!doctype html><html><head><title>Jogos Switch</title></head><body><header><h1>Jogos Switch</h1></header><div class=\"products row\">");
        for (var i = 1; i <= Items; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <article class="product-miniature js-product-miniature" data-id-product="{i}"><div class="thumbnail-container"><a class="thumbnail product-thumbnail" href="/pt/switch/{i}-jogo.html"><img class="img-fluid" src="/img/1x1.png" data-src="/img/{i}.jpg" alt="Jogo Número {i} Switch" loading="lazy"></a>
                <ul class="product-flags"><li class="product-flag discount">-10%</li><li class="product-flag {(i % 7 == 0 ? "out_of_stock" : "new")}">{(i % 7 == 0 ? "Esgotado" : "Novo")}</li></ul><div class="product-meta"><h3 class="h3 product-title" itemprop="name"><a href="/pt/switch/{i}-jogo.html">Jogo Número {i} Switch</a></h3>
                <div class="product-price-and-shipping" itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span class="regular-price">{20 + i},99 €</span><meta itemprop="priceCurrency" content="EUR"><span class="price" itemprop="price" content="{10 + i}.99">{10 + i},99 €</span></div><form action="/carrinho" method="post"><input type="hidden" name="token" value="{i:x32}"><button class="btn btn-primary add-to-cart" type="submit"><i class="icon-cart"></i><span>Comprar</span></button></form></div></div></article>
                """);
        }

        page.Append("</div><footer>");
        for (var i = 0; page.Length < length; i++) page.Append(CultureInfo.InvariantCulture, $"<div class=\"menu-{i % 9}\"><ul class=\"links\"><li class=\"link\"><a href=\"/pt/categoria/{i}\" title=\"Categoria {i}\"><span class=\"label\">Categoria número {i}</span></a></li></ul><p>Texto sobre a categoria {i}, com entregas em todo o país.</p></div>\n");
        return page.Append("</footer></body></html>").ToString();
    }
}
