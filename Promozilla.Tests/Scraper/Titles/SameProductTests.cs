using Promozilla.Scraper.CommandLine;
using Promozilla.Scraper.Titles;

namespace Promozilla.Tests.Scraper.Titles;

public sealed class SameProductTests
{
    [Theory]
    [InlineData("JOGO SWITCH 2 MARIO KART WORLD", "Mario Kart World - Nintendo Switch 2")]
    [InlineData("MLB2K26 Switch", "MLB 2K26 - Nintendo Switch")]
    [InlineData("Metroid Prime 4: Beyond – Nintendo Switch 2 Edition", "METROID PRIME 4 BEYOND SWITCH 2")]
    [InlineData("JOGO SWITCH LEGO STAR WAR SKYWALKER", "Lego Star Wars: Skywalker Switch")]
    [InlineData("Mario + Rabbids: Sparks of Hope Switch", "MARIO + RABBIDS SPARKS OF HOPE NINTENDO SWITCH")]
    [InlineData("FF IX", "Final Fantasy IX Switch")]
    [InlineData("Bayonetta III Switch", "Bayonetta 3 - Nintendo Switch")]
    [InlineData("Comando Pro Switch 2 Preto", "Comando Pro Nintendo Switch 2 Black")]
    public void One_product_under_two_titles_is_one(string one, string other) => Assert.True(SameProduct.Compare(one, other));

    [Theory]
    [InlineData("Xenoblade Chronicles 2 Switch", "Xenoblade Chronicles 3 Switch")]
    [InlineData("Fire Emblem Switch", "Fire Emblem Engage Switch")]
    [InlineData("Just Dance 2026 Switch", "Just Dance 2027 Switch")]
    [InlineData("Hades Switch", "Hades II Switch")]
    [InlineData("Hogwarts Legacy Switch", "Hogwarts Legacy Switch 2")]
    [InlineData("Hogwarts Legacy Switch", "Hogwarts Legacy Deluxe Edition Switch")]
    [InlineData("Overcooked Switch", "Overcooked [Código na caixa] Switch")]
    [InlineData("Sonic X Shadow Switch 2", "Sonic X Shadow (Game Key Card) Switch 2")]
    [InlineData("Pikmin 4 Switch", "Pikmin 4 [USADO] Switch")]
    [InlineData("Taiko no Tatsujin Import JAP Switch", "Taiko no Tatsujin Switch")]
    [InlineData("Consola Nintendo Switch OLED Branca", "Consola Nintendo Switch OLED Neon")]
    [InlineData("Consola Nintendo Switch 2", "Consola Nintendo Switch 2 + Mario Kart World")]
    public void Two_products_are_never_joined(string one, string other) => Assert.False(SameProduct.Compare(one, other));

    [Theory]
    [InlineData("JOGO SWITCH THE LEGEND OF ZELDA BREATH", "The Legend of Zelda: Breath of the Wild Switch")]
    [InlineData("Switch", "Nintendo Switch")]
    [InlineData("Mega Man X Switch", "Mega Man 10 Switch")]
    [InlineData("Alien Switch", "Aliens Switch")]
    [InlineData("Consola Nintendo Switch OLED", "Consola Nintendo Switch OLED Branca")]
    [InlineData("Luigi's Mansion 3 (ES) Switch", "Luigi's Mansion 3 (UK) Switch")]
    [InlineData("Joy-Con Esquerdo Azul Direito Vermelho Switch", "Joy-Con Esquerdo Vermelho Direito Azul Switch")]
    [InlineData("Octopath Traveler Switch", "Octopath Traveller Switch")]
    public void Doubt_is_said(string one, string other) => Assert.Null(SameProduct.Compare(one, other));

    public static TheoryData<string> Same => [.. TitlePairs.Same.ReplaceLineEndings("\n").Split('\n')];

    public static TheoryData<string> Other => [.. TitlePairs.Other.ReplaceLineEndings("\n").Split('\n')];

    [Theory]
    [MemberData(nameof(Same))]
    public void One_product_is_one_whichever_comes_first(string pair)
    {
        var titles = pair.Split(" | ");
        Assert.True(SameProduct.Compare(titles[0], titles[1]));
        Assert.True(SameProduct.Compare(titles[1], titles[0]));
    }

    [Theory]
    [MemberData(nameof(Other))]
    public void Products_that_look_alike_are_not_joined(string pair)
    {
        var titles = pair.Split(" | ");
        Assert.NotEqual(true, SameProduct.Compare(titles[0], titles[1]));
        Assert.NotEqual(true, SameProduct.Compare(titles[1], titles[0]));
    }

    [Fact]
    public void Nearly_all_of_them_are_certainly_two()
    {
        var answers = TitlePairs.Other.ReplaceLineEndings("\n").Split('\n').Select(pair => pair.Split(" | ")).Select(titles => SameProduct.Compare(titles[0], titles[1])).ToList();
        Assert.True(answers.Count(answer => answer == false) >= answers.Count * 0.95);
    }

    [Fact]
    public async Task The_command_answers_line_by_line()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await SameCommand.RunAsync(["--stdin"], new StringReader("Pikmin 4 Switch\tPIKMIN 4 SWITCH\nPikmin 3 Switch\tPikmin 4 Switch\nonly one\n"), output, TextWriter.Null));
        Assert.Equal(["1", "0", "?"], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
