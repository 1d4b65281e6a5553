using System.Text;
using Promozilla.Media;

namespace Promozilla.Tests.Media;

/// <summary>What every media store does, folder or bucket.</summary>
public abstract class StoreContract
{
    protected abstract IMediaStore Store { get; }

    [Fact]
    public async Task What_is_put_is_got_with_its_type_and_length()
    {
        var key = Key("a.webp");
        await Store.PutAsync(key, Bytes("one"), CancellationToken.None);
        await using var found = await Store.GetAsync(key, CancellationToken.None);
        Assert.Equal(("image/webp", 3L), (found!.ContentType, found.Length));
        Assert.Equal("one", Encoding.UTF8.GetString(await found.ReadAsync(100, CancellationToken.None)));
    }

    [Fact]
    public async Task The_later_put_replaces_the_earlier()
    {
        var key = Key("a.json.gz");
        await Store.PutAsync(key, Bytes("first, and longer"), CancellationToken.None);
        await Store.PutAsync(key, Bytes("second"), CancellationToken.None);
        Assert.Equal("second", await TextAsync(key));
    }

    [Fact]
    public async Task Nothing_is_under_a_key_that_nobody_put_and_deleting_it_is_no_error()
    {
        Assert.Null(await Store.GetAsync(Key("none.png"), CancellationToken.None));
        await Store.DeleteAsync(Key("none.png"), CancellationToken.None);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_listed_no_longer()
    {
        var (kept, gone) = (Key("kept.png"), Key("gone.png"));
        await Store.PutAsync(kept, Bytes("1"), CancellationToken.None);
        await Store.PutAsync(gone, Bytes("2"), CancellationToken.None);
        await Store.DeleteAsync(gone, CancellationToken.None);
        Assert.Null(await Store.GetAsync(gone, CancellationToken.None));
        Assert.Equal([kept], (await ListAsync(Prefix)).Select(entry => entry.Key));
    }

    [Fact]
    public async Task A_list_holds_what_the_prefix_names_in_order_however_much_it_is()
    {
        // More than a server gives in one answer.
        var keys = Enumerable.Range(0, 1050).Select(number => Key($"many/{number:0000}.json")).ToList();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (key, token) => await Store.PutAsync(key, Bytes("x"), token));
        await Store.PutAsync(Key("other/0000.json"), Bytes("x"), CancellationToken.None);
        var listed = await ListAsync(Prefix + "many/");
        Assert.Equal(keys, listed.Select(entry => entry.Key));
        Assert.All(listed, entry => Assert.Equal(1, entry.Length));
        Assert.All(listed, entry => Assert.InRange(entry.Modified, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5)));
        Assert.Equal(100, (await ListAsync(Prefix + "many/00")).Count);
        Assert.Empty(await ListAsync(Prefix + "nothing/"));
    }

    [Fact]
    public async Task An_object_larger_than_the_reader_allows_is_not_read()
    {
        await Store.PutAsync(Key("large.json"), Bytes("12345678"), CancellationToken.None);
        await using var found = await Store.GetAsync(Key("large.json"), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => found!.ReadAsync(7, CancellationToken.None));
    }

    [Theory]
    [InlineData("../out.png")]
    [InlineData("a/../../out.png")]
    [InlineData("/etc/out.png")]
    [InlineData("a//b.png")]
    [InlineData(".hidden/a.png")]
    [InlineData("a\\..\\b.png")]
    [InlineData("a.svg")]
    [InlineData("a")]
    [InlineData("a.png\n")]
    [InlineData("")]
    public async Task A_key_that_leads_elsewhere_or_has_no_type_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(key, Bytes("x"), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.GetAsync(key, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, CancellationToken.None));
    }

    /// <summary>Each test has a part of the store to itself.</summary>
    private string Prefix { get; } = $"t{Guid.NewGuid():N}/";

    private string Key(string name) => Prefix + name;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> TextAsync(string key)
    {
        await using var found = await Store.GetAsync(key, CancellationToken.None);
        return Encoding.UTF8.GetString(await found!.ReadAsync(1_000_000, CancellationToken.None));
    }

    private async Task<List<MediaEntry>> ListAsync(string prefix)
    {
        var entries = new List<MediaEntry>();
        await foreach (var entry in Store.ListAsync(prefix, CancellationToken.None)) entries.Add(entry);
        return entries;
    }
}
