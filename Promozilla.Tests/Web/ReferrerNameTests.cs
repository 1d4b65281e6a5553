using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

public sealed class ReferrerNameTests
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
        Assert.Equal(expected, ReferrerName.Of(referrer, "promozilla.pt"));

    [Theory]
    [InlineData("https://www.google.pt/", "google")]
    [InlineData("https://www.blogue-de-alguem.pt/artigo?de=mim", "blogue-de-alguem.pt")]
    [InlineData("https://promozilla.pt/jogos", "own")]
    [InlineData("https://192.0.2.7/", "other")]
    [InlineData("https://localhost/", "other")]
    [InlineData("android-app://com.example.leitor/", "com.example.leitor")]
    public void Of_places_that_few_know_visits_name_the_host_and_never_the_page(string referrer, string expected) =>
        Assert.Equal(expected, ReferrerName.OrHost(referrer, "promozilla.pt"));
}
