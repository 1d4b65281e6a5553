using System.Runtime.InteropServices;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Pages made to end the process or to hold it up cost a bounded refusal.</summary>
public sealed class HostilePageTests
{
    // Made when their test runs: as the theory's data each process of tests would carry them all, 200 MB, whatever it is asked to run.
    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["deep divs"] = () => Many("<div>", 200_000),
        ["deep inline"] = () => Many("<b><i>", 200_000),
        ["deep lists"] = () => Many("<ul><li>", 100_000),
        ["deep tables"] = () => Many("<table><tr><td>", 100_000),
        ["deep scopes"] = () => Many("<div itemscope itemtype='http://schema.org/Product'>", 20_000),
        ["deep JSON"] = () => $"<script type='application/ld+json'>{Many("[", 300_000)}</script>",
        ["deep JSON answer"] = () => Many("{\"a\":", 300_000),
        ["many open quotes"] = () => "<script type='application/ld+json'>{" + Many("\" ", 300_000) + "</script>",
        ["many commas"] = () => "<script type='application/ld+json'>{\"@type\":\"Product\"" + Many(", ", 500_000) + "</script>",
        ["long spaces"] = () => "<script type='application/ld+json'>}" + new string(' ', 2_000_000) + "x</script>",
        ["nested assignments"] = () => "<script>price;" + Many("a={", 300_000) + "</script>",
        ["many prices"] = () => Many("<p class='price'>1,00 €</p>", 20_000),
        ["many attributes"] = () => $"<div {Many("a='1' ", 100_000)}>",
        ["long attribute"] = () => $"<div class='price' data-x='{{{new string('"', 500_000)}'>9,99 €</div>",
        ["fifty megabytes"] = () => new string('a', 50_000_000),
        ["million attributes"] = () => $"<div {Many("a='1' ", 1_000_000)}>",
        ["million distinct attributes"] = () => $"<div {string.Concat(Enumerable.Range(0, 300_000).Select(i => $"a{i}=1 "))}>",
        ["giant attribute"] = () => $"<h1>x y</h1><div class='price {new string('p', 5_000_000)}'>9,99 €</div>",
        ["giant names"] = () => Many($"<div class='{Many("price-old stock ", 2_000)}'>1,00 €</div>", 200),
        ["long spaces in broken JSON"] = () => "<script type='application/ld+json'>{\"@type\":\"Product\",:" + new string(' ', 900_000) + "x</script>",
        ["many keys without values"] = () => "<script type='application/ld+json'>{" + Many("\"price\":" + new string(' ', 200), 4_000) + "</script>",
        ["many products for machines"] = () => $"<h1>x y</h1><script type='application/ld+json'>[{Many("{\"@type\":\"Product\",\"name\":\"a b\"},", 60_000)}1]</script>",
        ["huge JSON-LD"] = () => $"<script type='application/ld+json'>{{\"@type\":\"Product\",\"description\":\"{new string('d', 15_000_000)}\"}}</script>",
        ["huge broken JSON-LD"] = () => $"<script type='application/ld+json'>{{\"@type\":\"Product\",\"description\":\"{Many("d\" ", 3_000_000)}\"}}</script>",
        ["many headings"] = () => Many("<h1>a b c</h1><p class='price'>1,00 €</p>", 30_000),
        ["many references"] = () => Many("<li itemscope itemtype='http://schema.org/Product' itemref='a b c d e f g h'><a href='/x'><h3 itemprop=name>abc</h3></a></li>", 10_000),
        ["many related titles"] = () => "<h1>x y</h1>" + Many("<h2>Produtos relacionados</h2><div><a href='/x'><h3>abc</h3></a>1,00 €</div>", 10_000),
        ["many buttons within buttons"] = () => "<h1>x y</h1>" + Many("<div class='stock status label'>em ", 500) + Many("<b class='add-to-cart'>comprar</b>", 20_000),
        ["many assignments"] = () => "<script>price;" + Many("aa = {\"name\":\"", 100_000) + "</script>",
        ["words before many spaces"] = () => $"<script>price {Many("abcdefghij", 6)}{new string(' ', 1_000_000)}</script>",
        ["a class without an end"] = () => "<p>captcha</p><p class=\"" + new string('q', 50_000),
        ["folded state that names itself"] = () => "<h1>x y z</h1><script id='__NUXT_DATA__' type='application/json'>[{\"price\":1},[1,1,1,1,1,1,1,1],{\"name\":1}]</script>",
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_page_is_refused_in_time(string what)
    {
        var page = Pages[what]();
        var before = Worked();
        var reading = PageReader.Read(new PageContent(page, Seen.Page));
        var took = Worked() - before;
        Assert.True(took < TimeSpan.FromSeconds(5), $"{what}: {took}");
        Assert.False(reading is PageReading.Observed { Items.Count: > 0 } observed && observed.Items[0].Name is not null && what.StartsWith("deep", StringComparison.Ordinal));
    }

    /// <summary>What this thread had of the processor: reading is one thread's, and other tests run beside it.</summary>
    private static TimeSpan Worked()
    {
        const int ThisThread = 3;
        Assert.Equal(0, ReadClock(ThisThread, out var read));
        return TimeSpan.FromSeconds(read.Seconds) + TimeSpan.FromMicroseconds(read.Nanoseconds / 1000);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ReadClock(int clock, out Moment read);

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
