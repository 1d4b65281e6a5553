using Promozilla.Media;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Media;

public sealed class FolderStoreTests : StoreContract, IDisposable
{
    private readonly string folder = TestServers.Folder("media");

    protected override IMediaStore Store => new FolderStore(folder);

    [Fact]
    public async Task A_write_that_is_broken_off_leaves_what_was_there_and_nothing_else()
    {
        await Store.PutAsync("a/b.png", new byte[10], CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("a/b.png", new byte[20], new CancellationToken(canceled: true)));
        Assert.Equal([10L], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task What_somebody_else_put_into_the_folder_is_not_listed()
    {
        await Store.PutAsync("a/b.png", new byte[1], CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "a", ".secret"), "x");
        File.CreateSymbolicLink(Path.Combine(folder, "a", "link"), "/etc");
        var keys = new List<string>();
        await foreach (var entry in Store.ListAsync("", CancellationToken.None)) keys.Add(entry.Key);
        Assert.Equal(["a/b.png"], keys);
    }

    [Fact]
    public async Task Readers_and_writers_of_one_key_see_whole_objects_only()
    {
        byte[][] contents = [.. Enumerable.Range(1, 4).Select(value => Enumerable.Repeat((byte)value, 100_000 * value).ToArray())];
        await Store.PutAsync("a/race.jpg", contents[0], CancellationToken.None);
        var writing = Task.WhenAll(Enumerable.Range(0, 40).Select(turn => Task.Run(() => Store.PutAsync("a/race.jpg", contents[turn % 4], CancellationToken.None))));
        do
        {
            await using var found = await Store.GetAsync("a/race.jpg", CancellationToken.None);
            var bytes = await found!.ReadAsync(1_000_000, CancellationToken.None);
            Assert.Equal(contents[bytes[0] - 1], bytes);
        }
        while (!writing.IsCompleted);
        await writing;
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
