using System.Text;
using Promozilla.Scraper.Thumbnails;

namespace Promozilla.Tests.Scraper.Thumbnails;

public sealed class ImageHeaderTests
{
    [Fact]
    public void A_png_says_its_size()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 1, 0x40, 0, 0, 0, 0xF0, 8, 2, 0, 0, 0];
        Assert.Equal(new ImageHeader("image/png", "png", 320, 240), ImageHeader.Read(png));
    }

    [Fact]
    public void A_jpeg_says_its_size_behind_other_segments()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 3, 1, 0x11, 0, 0, 0];
        Assert.Equal(new ImageHeader("image/jpeg", "jpg", 200, 100), ImageHeader.Read(jpeg));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<html><body>not found</body></html>")]
    [InlineData("")]
    public void What_is_active_or_no_picture_is_refused(string content) => Assert.Null(ImageHeader.Read(Encoding.UTF8.GetBytes(content)));
}
