using System.Numerics;
using Promozilla.Tests.Scraper.Thumbnails;
using Promozilla.Web.Cards;

namespace Promozilla.Tests.Web.Cards;

public sealed class CardDrawingTests
{
    private static readonly Colour White = Colour.Of(0xFFFFFF);
    private static readonly Colour Black = Colour.Of(0);

    [Fact]
    public void A_shape_covers_as_much_as_it_is_large()
    {
        Assert.Equal(20 * 30, Covered(Outline.Box(5, 7, 20, 30)), 0.5f);
        Assert.Equal(20.5f * 30.25f, Covered(Outline.Box(5.25f, 7.5f, 20.5f, 30.25f)), 3f);
        Assert.Equal(MathF.PI * 30 * 30, Covered(Outline.Circle(50, 50, 30)), 12f);
        Assert.Equal(50 * 80 / 2, Covered(new Outline().MoveTo(new Vector2(10, 10)).LineTo(new Vector2(60, 10)).LineTo(new Vector2(30, 90))), 5f);
        // The same place twice is covered once, what is outside not at all.
        var twice = Outline.Box(10, 10, 20, 20);
        twice.Add(Outline.Box(10, 10, 20, 20));
        Assert.Equal(400, Covered(twice), 0.5f);
        Assert.Equal(10 * 10, Covered(Outline.Box(90, 90, 40, 40)), 0.5f);
    }

    [Fact]
    public void A_path_of_the_svg_says_the_same_in_either_case()
    {
        var absolute = Outline.Svg("M10 10L30 10 30 40H10V25C10 20 12 15 10 10Z");
        var relative = Outline.Svg("m10 10 20 0 0 30h-20v-15c0-5 2-10 0-15z");
        Assert.Equal(absolute.Contours[0].Select(Rounded), relative.Contours[0].Select(Rounded));
        Assert.Throws<FormatException>(() => Outline.Svg("M1 1A2 2 0 0 1 3 3"));

        static Vector2 Rounded(Vector2 point) => new(MathF.Round(point.X, 2), MathF.Round(point.Y, 2));
    }

    [Fact]
    public void Letters_with_accents_have_ink_and_words_stay_within_their_room()
    {
        var font = OutlineFont.Bold;
        Assert.True(Covered(font.Write("ã", 60, 10, 80)) > Covered(font.Write("a", 60, 10, 80)) + 20);
        Assert.Equal(font.Width("39,99 €", 40), font.Width("39,99\u00a0€", 40));
        Assert.Equal(0, font.Width("漢", 40));
        var lines = font.Wrap("The Legend of Zelda: Tears of the Kingdom Nintendo Switch 2 Edition", 54, 500, 2);
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.True(font.Width(line, 54) <= 500));
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.Equal(["Consola"], font.Wrap("Consola", 54, 500, 2));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var canvas = new Canvas(31, 17, Colour.Of(0xB81D2B));
        canvas.Fill(Outline.Circle(12, 8, 6), Colour.Of(0x0B6B43));
        var picture = PngReader.Read(PngWriter.Write(canvas))!;
        Assert.Equal((31, 17), (picture.Width, picture.Height));
        Assert.Equal(canvas.Pixels.ToArray(), picture.Pixels.Where((_, index) => index % 4 is not 3));
        var copy = new Canvas(31, 17, White);
        copy.Draw(picture, 0, 0, 31, 17);
        Assert.Equal(canvas.Pixels.ToArray(), copy.Pixels.ToArray());
    }

    [Fact]
    public void What_is_no_whole_picture_is_none()
    {
        var whole = TestPicture.Png(20, 20);
        Assert.NotNull(PngReader.Read(whole));
        Assert.Null(PngReader.Read(TestPicture.Bomb(2000, 2000)));
        Assert.Null(PngReader.Read(TestPicture.Bomb(60_000, 60_000)));
        Assert.Null(PngReader.Read([]));
        for (var length = 0; length < whole.Length - 20; length += 7)
        {
            Assert.Null(PngReader.Read(whole.AsSpan(0, length)));
        }
    }

    private static float Covered(Outline shape)
    {
        var canvas = new Canvas(100, 100, White);
        canvas.Fill(shape, Black);
        var sum = 0f;
        for (var at = 0; at < canvas.Pixels.Length; at += 3)
        {
            sum += 1 - (canvas.Pixels[at] / 255f);
        }

        return sum;
    }
}
