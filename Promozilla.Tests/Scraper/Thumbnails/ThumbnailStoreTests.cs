using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.Scraper.Thumbnails;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Thumbnails;

public sealed class ThumbnailStoreTests : IDisposable
{
    private readonly string folder = TestServers.Folder("media");

    [Fact]
    public async Task A_picture_is_kept_as_webp_in_two_widths_under_the_hash_of_the_wider_one()
    {
        var kept = Assert.IsType<KeptPicture.Stored>(await Store().KeepAsync(TestPicture.Png(900, 1200), CancellationToken.None));
        Assert.Equal([240, 480], kept.Widths);
        var large = await File.ReadAllBytesAsync(Path.Combine(folder, kept.Hash[..2], $"{kept.Hash}.webp"));
        var small = await File.ReadAllBytesAsync(Path.Combine(folder, kept.Hash[..2], $"{kept.Hash}-240.webp"));
        Assert.Equal((480, 640), (ImageHeader.Read(large)!.Width, ImageHeader.Read(large)!.Height));
        Assert.Equal((240, 320), (ImageHeader.Read(small)!.Width, ImageHeader.Read(small)!.Height));
        Assert.Equal(kept.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(large)));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task A_small_picture_is_not_blown_up()
    {
        var kept = Assert.IsType<KeptPicture.Stored>(await Store().KeepAsync(TestPicture.Png(150, 90), CancellationToken.None));
        Assert.Equal([150], kept.Widths);
        Assert.Single(Files());
    }

    [Fact]
    public async Task Two_scrapers_that_keep_the_same_picture_at_once_keep_it_once()
    {
        var picture = TestPicture.Png(600, 600);
        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store().KeepAsync(picture, CancellationToken.None)));
        Assert.Single(kept.Cast<KeptPicture.Stored>().Select(one => one.Hash).Distinct());
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task What_can_not_be_decoded_is_refused_and_leaves_nothing()
    {
        var cut = TestPicture.Bomb(300, 300);
        Assert.Equal("the picture can't be converted", Assert.IsType<KeptPicture.Refused>(await Store().KeepAsync(cut, CancellationToken.None)).Reason);
        Assert.IsType<KeptPicture.Refused>(await Store().KeepAsync(TestPicture.Bomb(50_000, 50_000), CancellationToken.None));
        Assert.IsType<KeptPicture.Refused>(await Store().KeepAsync(TestPicture.Gif(2), CancellationToken.None));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_conversion_that_takes_too_long_or_gives_too_much_is_refused()
    {
        var picture = TestPicture.Png(900, 900);
        Assert.IsType<KeptPicture.Refused>(await Store(new ThumbnailOptions { ConvertSeconds = 0.001 }).KeepAsync(picture, CancellationToken.None));
        Assert.IsType<KeptPicture.Refused>(await Store(new ThumbnailOptions { MaxBytes = 100 }).KeepAsync(picture, CancellationToken.None));
        Assert.IsType<KeptPicture.Refused>(await Store(new ThumbnailOptions { ConvertMegabytes = 50 }).KeepAsync(picture, CancellationToken.None));
        Assert.Empty(Files());
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private ThumbnailStore Store(ThumbnailOptions? given = null)
    {
        var options = Options.Create(given ?? new ThumbnailOptions());
        return new ThumbnailStore(new FolderStore(folder), new Vips(options), options);
    }

    private string[] Files() => Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
}
