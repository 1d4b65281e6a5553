using System.Text;
using Promozilla.Scraper.Thumbnails;

namespace Promozilla.Tests.Scraper.Thumbnails;

public sealed class ImageHeaderTests
{
    [Fact]
    public void A_png_says_its_size() => Assert.Equal(new ImageHeader("image/png", "png", 32, 24), ImageHeader.Read(TestPicture.Png(32, 24)));

    [Fact]
    public void A_jpeg_says_its_size_behind_other_segments()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 3, 1, 0x11, 0, 0, 0];
        Assert.Equal(new ImageHeader("image/jpeg", "jpg", 200, 100), ImageHeader.Read(jpeg));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("<html><body>not found, and long enough to be a picture</body></html>")]
    [InlineData("%PDF-1.7 something that a converter might know how to draw")]
    [InlineData("")]
    public void What_is_active_or_no_picture_is_refused(string content) => Assert.Null(ImageHeader.Read(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void What_moves_is_told_from_what_stands_still()
    {
        Assert.Equal("animated", ImageHeader.Read(TestPicture.Gif(2))!.Refusal);
        Assert.Null(ImageHeader.Read(TestPicture.Gif(1))!.Refusal);
        Assert.Equal("animated", ImageHeader.Read(TestPicture.Png(4, 4, isAnimated: true))!.Refusal);
        Assert.Null(ImageHeader.Read(TestPicture.Png(4, 4))!.Refusal);
        Assert.Equal("animated", ImageHeader.Read(WebP(flags: 0x02))!.Refusal);
        Assert.Null(ImageHeader.Read(WebP(flags: 0x10))!.Refusal);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(20_000, 10)]
    [InlineData(8_000, 6_000)]
    public void A_size_that_would_eat_the_machine_is_refused_unread(int width, int height) =>
        Assert.Contains("too many", ImageHeader.Read(TestPicture.Bomb(width, height))!.Refusal, StringComparison.Ordinal);

    [Fact]
    public void No_cut_or_changed_header_makes_reading_fail()
    {
        var random = new Random(7);
        byte[][] pictures = [TestPicture.Png(8, 8), TestPicture.Gif(3), WebP(0x10), [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 3, 1, 0x11, 0, 0, 0]];
        for (var turn = 0; turn < 20_000; turn++)
        {
            var changed = pictures[turn % pictures.Length][..];
            for (var change = random.Next(4); change >= 0; change--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var header = ImageHeader.Read(changed.AsSpan(0, random.Next(changed.Length + 1)));
            Assert.True(header is null or { Width: > 0, Height: > 0 });
        }
    }

    private static byte[] WebP(byte flags) => [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, flags, 0, 0, 0, 99, 0, 0, 49, 0, 0];
}
