using System.Text;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>
/// Hand-written pages with traps, one block each in Cases/*.txt: a title, what is read (lines that begin with "&gt; ", as <see cref="Seen"/> writes them, and with "&gt; +" what
/// the details hold besides), then how it came (url, enc, charset, store), then the page.
/// </summary>
public sealed class CasesTests
{
    private static readonly Dictionary<string, Case> All = Load();

    public static TheoryData<string> Titles => [.. All.Keys];

    /// <summary>The pages as text, to be broken.</summary>
    internal static IEnumerable<string> Pages => All.Values.Select(page => PageContent.Decode(page.Bytes, page.Url, page.Charset).Text).Where(text => text.Trim().Length > 0);

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_page_with_traps_is_read_right(string title)
    {
        var page = All[title];
        var reading = PageReader.Read(PageContent.Decode(page.Bytes, page.Url, page.Charset), page.Store is null ? null : StoreDefinitions.Find(page.Store));
        Assert.Equal(page.Expected, Seen.Of(reading));
        foreach (var detail in page.Details) Assert.Contains(detail, Seen.Details(reading), StringComparison.Ordinal);
        if (reading is PageReading.Observed observed) Assert.All(observed.Items, EveryFieldKnowsItsSource);
    }

    private static void EveryFieldKnowsItsSource(PageItem item)
    {
        (string Field, object? Value)[] fields =
            [(Field.Name, item.Name), (Field.Price, item.Price), (Field.Url, item.Url), (Field.Image, item.Image), (Field.Id, item.Id), (Field.Gtin, item.Gtin), (Field.Seller, item.Seller)];
        foreach (var (field, value) in fields)
        {
            if (value is not null) Assert.False(string.IsNullOrEmpty(item.Sources.GetValueOrDefault(field)), $"{field} of \"{item.Name}\" has no source");
        }
    }

    private static Dictionary<string, Case> Load()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var cases = new Dictionary<string, Case>(StringComparer.Ordinal);
        var assembly = typeof(CasesTests).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Reading.Cases.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var block in ("\n" + reader.ReadToEnd()).Split("\n#### ").Skip(1)) cases.Add(block[..block.IndexOf('\n', StringComparison.Ordinal)], Parse(block));
        }

        return cases;
    }

    private static Case Parse(string block)
    {
        var lines = block.TrimEnd('\n').Split('\n').Skip(1).ToList();
        var expected = Take(lines, "> ");
        string? Option(string name) => Take(lines, name + ": ").SingleOrDefault();
        var (url, store, encoding, charset) = (Option("url"), Option("store"), Option("enc"), Option("charset"));
        var text = string.Join('\n', lines);
        return new Case(
            string.Join('\n', expected.Where(line => !line.StartsWith('+'))),
            [.. expected.Where(line => line.StartsWith('+')).Select(line => line[1..])],
            url is null ? Seen.Page : new Uri(url),
            store,
            charset,
            Encode(text, encoding));
    }

    private static List<string> Take(List<string> lines, string prefix)
    {
        var taken = lines.TakeWhile(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]).ToList();
        lines.RemoveRange(0, taken.Count);
        return taken;
    }

    private static byte[] Encode(string text, string? encoding) => encoding switch
    {
        null => Encoding.UTF8.GetBytes(text),
        "utf-16-bom" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        "utf-16be-bom" => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)],
        "utf-16le" => Encoding.Unicode.GetBytes(text),
        _ => Encoding.GetEncoding(encoding).GetBytes(text),
    };

    private sealed record Case(string Expected, IReadOnlyList<string> Details, Uri Url, string? Store, string? Charset, byte[] Bytes);
}
