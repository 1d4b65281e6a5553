using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Promozilla.Media;

namespace Promozilla.Scraper.Archive;

/// <summary>
/// Where kept pages are in the media store: <c>pages/STORE/good/CATEGORY.json.gz</c>, <c>pages/STORE/failed/TIME-CATEGORY-PAGE-HASH.json.gz</c> and, of all that
/// prices were read from, <c>pages/STORE/read/RUN-CATEGORY-PAGE.json.gz</c> and <c>pages/STORE/read/check-CHECK.json.gz</c>. The site serves nothing of that name but to operators, as text.
/// </summary>
public sealed class ArchiveStore(IMediaStore media, TimeProvider time, IOptions<ArchiveOptions> options)
{
    private const string Root = "pages/";
    private const string TimeShape = "yyyyMMdd't'HHmmssfff'z'";

    /// <returns>False where the page stays too large.</returns>
    public async Task<bool> KeepAsync(ArchivedPage page, CancellationToken cancellationToken)
    {
        var packed = page.Pack();
        if (packed.Length > options.Value.MaxBytes) return false;
        if (page is { Page: > 0, IsGood: false })
        {
            await media.PutAsync(FailedKey(page), packed, cancellationToken);
            await ThinOutAsync(page.Store, cancellationToken);
        }
        else if (page.Page is 1)
        {
            await media.PutAsync(GoodKey(page.Store, page.Category), packed, cancellationToken);
        }

        if (page.EvidenceKey is { } key)
        {
            await media.PutAsync(key, packed, cancellationToken);
            if (page.Page is 1) await SweepAsync(EvidencePrefix(page.Store), cancellationToken);
        }

        return true;
    }

    public Task<ArchivedPage?> GoodAsync(string store, string category, CancellationToken cancellationToken) => ReadAsync(GoodKey(store, category), cancellationToken);

    /// <summary>The store's good pages, then its failing ones, newest first.</summary>
    public async IAsyncEnumerable<ArchivedPage> LastAsync(string store, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var good = await KeysAsync($"{Root}{store}/good/", cancellationToken);
        var failed = await KeysAsync(FailedPrefix(store), cancellationToken);
        // However many categories are good, half of the places are for what failed.
        var places = Math.Max(count / 2, count - failed.Count);
        foreach (var key in good.Take(places).Concat(Enumerable.Reverse(failed)).Take(count))
        {
            // Another scraper may have thinned out meanwhile.
            if (await ReadAsync(key, cancellationToken) is { } page) yield return page;
        }
    }

    /// <summary>Removes what is too old, of all stores.</summary>
    /// <returns>How many pages went.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => SweepAsync(Root, cancellationToken);

    /// <summary>The key of a page that prices were read from.</summary>
    public static string EvidenceKey(string store, Guid run, string category, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{EvidencePrefix(store)}{run:n}-{Word(category)}-{page}.json.gz");

    /// <summary>The key of a product's own page. The site knows it too.</summary>
    public static string EvidenceKey(string store, Guid check) => $"{EvidencePrefix(store)}check-{check:n}.json.gz";

    private async Task<int> SweepAsync(string prefix, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var old = new List<string>();
        await foreach (var entry in media.ListAsync(prefix, cancellationToken))
        {
            var days = entry.Key.Split('/') switch { [_, _, "good", _] => options.Value.GoodDays, [_, _, "read", _] => options.Value.ReadDays, _ => options.Value.Days };
            if (entry.Modified < now.AddDays(-days)) old.Add(entry.Key);
        }

        foreach (var key in old) await media.DeleteAsync(key, cancellationToken);
        return old.Count;
    }

    private async Task ThinOutAsync(string store, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(FailedPrefix(store), cancellationToken);
        var oldest = FailedPrefix(store) + Stamp(time.GetUtcNow().AddDays(-options.Value.Days));
        var surplus = keys.Count - options.Value.PagesPerStore;
        foreach (var key in keys.Where((key, index) => index < surplus || string.CompareOrdinal(key, oldest) < 0)) await media.DeleteAsync(key, cancellationToken);
    }

    private async Task<List<string>> KeysAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var entry in media.ListAsync(prefix, cancellationToken)) keys.Add(entry.Key);
        return keys;
    }

    private async Task<ArchivedPage?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var found = await media.GetAsync(key, cancellationToken);
        try
        {
            return found is null ? null : ArchivedPage.Unpack(await found.ReadAsync(options.Value.MaxBytes, cancellationToken));
        }
        catch (InvalidDataException)
        {
            // Larger than is allowed now, or of another version: as good as not there.
            return null;
        }
    }

    private static string GoodKey(string store, string category) => $"{Root}{store}/good/{Word(category)}.json.gz";

    private static string FailedPrefix(string store) => $"{Root}{store}/failed/";

    private static string EvidencePrefix(string store) => $"{Root}{store}/read/";

    private static string FailedKey(ArchivedPage page) =>
        string.Create(CultureInfo.InvariantCulture, $"{FailedPrefix(page.Store)}{Stamp(page.At)}-{Word(page.Category)}-{page.Page}-{Hash(page.Text)}.json.gz");

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString(TimeShape, CultureInfo.InvariantCulture);

    // Two names that become one word stay two.
    private static string Word(string name) => MediaKey.Word(name) is var word && word == name ? word : $"{word}-{Hash(name)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
