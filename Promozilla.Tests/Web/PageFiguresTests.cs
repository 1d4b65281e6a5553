using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

public sealed class PageFiguresTests
{
    [Theory]
    [InlineData("", "none")]
    [InlineData("https://promozilla.pt/jogos", "own")]
    [InlineData("https://www.google.pt/", "google")]
    [InlineData("https://uk.search.yahoo.com/search?q=zelda", "yahoo")]
    [InlineData("https://t.co/abc", "x")]
    [InlineData("https://l.facebook.com/l.php?u=1", "facebook")]
    [InlineData("https://google.evil-1234.example/", "google")]
    [InlineData("https://blogue-de-alguem.pt/artigo", "other")]
    [InlineData("android-app://com.google.android.gm/", "google")]
    [InlineData("not an address", "other")]
    [InlineData("https://google", "other")]
    public void A_referrer_is_one_of_few_names_whatever_it_says(string referrer, string expected) =>
        Assert.Equal(expected, PageFigures.Referrer(referrer, "promozilla.pt"));
}
