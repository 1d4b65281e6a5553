using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Titles;

public sealed class ClassifiedTitleTests
{
    [Theory]
    [InlineData("JOGO SWITCH 2 MARIO KART WORLD", "Mario Kart World - Nintendo Switch 2")]
    [InlineData("Metroid Prime 4: Beyond – Nintendo Switch 2 Edition", "METROID PRIME 4 BEYOND SWITCH 2")]
    [InlineData("NBA2K26 Switch", "NBA 2K26 - Nintendo Switch")]
    [InlineData("Astral Chain (Totalmente em Português) [USADO] Switch", "ASTRAL CHAIN NINTENDO SWITCH")]
    [InlineData("Hades II - Day One Edition Switch 2", "HADES II DAY ONE EDITION NINTENDO SWITCH 2")]
    [InlineData("Consola Nintendo Switch OLED Branca", "Consola Nintendo Switch OLED White")]
    public void One_product_has_one_key_in_every_stores_words(string one, string other) => Assert.Equal(Identity(one), Identity(other));

    [Theory]
    [InlineData("Xenoblade Chronicles 2 Switch", "Xenoblade Chronicles 3 Switch")]
    [InlineData("Doom Switch", "Doom Eternal Switch")]
    [InlineData("Hogwarts Legacy Switch", "Hogwarts Legacy Switch 2")]
    [InlineData("Hogwarts Legacy Switch", "Hogwarts Legacy Deluxe Edition Switch")]
    [InlineData("Sonic X Shadow Switch 2", "Sonic X Shadow (Game Key Card) Switch 2")]
    [InlineData("Overcooked Switch", "Overcooked [Código na caixa] Switch")]
    public void Other_products_have_other_keys(string one, string other) => Assert.NotEqual(Identity(one), Identity(other));

    [Theory]
    [InlineData("Zelda Tears of the Kingdom Nintendo Switch 2 Edition", null, Platform.Switch2)]
    [InlineData("Super Mario Odyssey Nintendo Switch", null, Platform.Switch)]
    [InlineData("Capa para Nintendo Switch e Switch 2", null, Platform.Both)]
    [InlineData("Super Mario Odyssey", Platform.Switch, Platform.Switch)]
    [InlineData("Super Mario Odyssey", "Jogos Switch 2", Platform.Switch2)]
    [InlineData("EA Sports FC 27 PS5", null, "ps5")]
    [InlineData("Nintendo Switch Sports", Platform.Switch, Platform.Switch)]
    public void The_shelf_beats_the_name_and_switch_2_comes_first(string title, string? shelf, string platform) =>
        Assert.Equal(platform, ClassifiedTitle.Read(title, null, shelf).Platform);

    [Theory]
    [InlineData("Consola Nintendo Switch 2 + Mario Kart World", null, ProductKind.Console)]
    [InlineData("Pack Consola Nintendo Switch OLED + 2 Comandos", null, ProductKind.Console)]
    [InlineData("Bolsa para Consola Nintendo Switch", ProductKind.Console, ProductKind.Accessory)]
    [InlineData("Base de Carregamento Joy-Con + Cabo", null, ProductKind.Accessory)]
    [InlineData("Comando Pro Controller Nintendo Switch 2", null, ProductKind.Accessory)]
    [InlineData("Nintendo Switch Lite Coral", null, ProductKind.Console)]
    [InlineData("Cartão Nintendo eShop 25€", null, ProductKind.Other)]
    [InlineData("Control Ultimate Edition Switch", null, ProductKind.Game)]
    public void The_kind_is_what_the_title_starts_as(string title, string? shelf, string kind) => Assert.Equal(kind, ClassifiedTitle.Read(title, shelf).Kind);

    [Theory]
    [InlineData("SEA OF STARS - EXCLUSIVE MOON EDITION SWITCH", "exclusive moon")]
    [InlineData("Octopath Traveler 0 Edição de Colecionador Switch 2", "collectors")]
    [InlineData("Persona 3 Reload + Steelbook Switch 2", "steelbook")]
    [InlineData("Stardew Valley Standard Edition Switch", "")]
    [InlineData("Minecraft Nintendo Switch Edition", "")]
    public void The_edition_is_told_from_the_title(string title, string edition) => Assert.Equal(edition, ClassifiedTitle.Read(title).Edition);

    [Theory]
    [InlineData("JOGO SWITCH 2 DONKEY KONG BANANZA", "Donkey Kong Bananza")]
    [InlineData("Mario Kart 8 Deluxe - Nintendo Switch", "Mario Kart 8 Deluxe")]
    [InlineData("Pikmin 4 (PT) [USADO] Switch", "Pikmin 4")]
    public void A_shopper_reads_the_title_without_noise(string title, string display) => Assert.Equal(display, ClassifiedTitle.Read(title).Display);

    [Theory]
    [InlineData("Outlet Grade B Switch", Condition.Outlet)]
    [InlineData("Zelda (Seminovo) Switch", Condition.Used)]
    [InlineData("Consola Switch (Recondicionado)", Condition.Refurbished)]
    [InlineData("Zelda Switch", null)]
    public void The_condition_is_read_from_the_title(string title, string? condition) => Assert.Equal(condition, ClassifiedTitle.Read(title).Condition);

    [Theory]
    [InlineData("0045496479992", "0045496479992")]
    [InlineData("045496479992", "0045496479992")]
    [InlineData("2200028093833", null)]
    [InlineData("0045496479993", null)]
    [InlineData("abc", null)]
    public void A_trade_number_counts_only_when_it_means_the_same_everywhere(string text, string? gtin) =>
        Assert.Equal(gtin is null ? null : WithCheckDigit(gtin), Gtin.Normalise(gtin is null ? text : WithCheckDigit(gtin)[(13 - text.Length)..]));

    private static (string, string?, string, string, string?) Identity(string title)
    {
        var read = ClassifiedTitle.Read(title);
        return (read.Key, read.Platform, read.Edition, read.Kind, read.Format);
    }

    private static string WithCheckDigit(string gtin)
    {
        var sum = gtin.Take(12).Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return $"{gtin[..12]}{(10 - (sum % 10)) % 10}";
    }
}
