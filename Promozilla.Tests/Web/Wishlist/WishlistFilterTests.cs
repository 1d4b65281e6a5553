using Promozilla.Data.Prices;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Shop;

namespace Promozilla.Tests.Web.Wishlist;

public sealed class WishlistFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);
    private static readonly Guid Christmas = Guid.NewGuid();
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly Wish[] Wishes =
    [
        Of("a", 50, WishSettings.Usual with { Rule = "target", Target = 40 }, 1),
        Of("b", 30, WishSettings.Usual with { Rule = "target", Target = 30, ListId = Christmas }, 2),
        Of("c", 20, WishSettings.Usual with { Paused = true, MustHave = true }, 3),
        Of("d", 10, WishSettings.Usual with { BoughtOn = Today.AddDays(-14), BoughtPrice = 12 }, 4),
        Of("e", null, WishSettings.Usual, 5),
        Of("f", 60, WishSettings.Usual, 6, percent: 25),
    ];

    [Theory]
    [InlineData("", "", "", "c f e b a d")]
    [InlineData("principal", "", "nome", "a c e f d")]
    [InlineData("natal", "", "", "b")]
    [InlineData("alheia", "", "nome", "a b c e f d")]
    [InlineData("", "atingidos", "", "f b")]
    [InlineData("", "promocao", "", "f")]
    [InlineData("", "parados", "", "c")]
    [InlineData("", "comprados", "", "d")]
    [InlineData("", "esgotados", "", "e")]
    [InlineData("", "imprescindiveis", "", "c")]
    [InlineData("", "", "preco", "c b a f e d")]
    [InlineData("", "", "alvo", "b a c e f d")]
    [InlineData("", "<script>", "poupanca", "f a b c e d")]
    public void A_list_is_narrowed_and_sorted_as_asked(string list, string show, string order, string slugs)
    {
        var filter = WishlistFilter.Of(list is "natal" ? Christmas.ToString() : list, show, order, null, [new WishListRow(Christmas, "Natal", 1)]);
        Assert.Equal(slugs, string.Join(' ', filter.Apply(Wishes).Select(wish => wish.Product.Slug)));
    }

    [Theory]
    [InlineData(-14, 10, true)]
    [InlineData(-15, 10, false)]
    [InlineData(-1, 11, true)]
    [InlineData(-1, 11.01, false)]
    public void A_bought_thing_says_that_it_is_cheaper_while_it_may_go_back(int bought, decimal price, bool said) =>
        Assert.Equal(said, Of("x", price, WishSettings.Usual with { BoughtOn = Today.AddDays(bought), BoughtPrice = 12 }, 1).Overpaid(Today) is not null);

    private static Wish Of(string slug, decimal? price, WishSettings settings, int added, decimal? percent = null) => new(
        new ProductRow(
            added, slug, slug, "game", "switch", "physical", null, null, null, price, "loja", null, 1, true, price, price * 2, percent, percent is null ? null : Verdicts.Verified,
            1, Now, Now, null, Totals.Unknown, null),
        settings, settings.Rule ?? "promotion", price, "loja", null, null, Now.AddHours(added));
}
