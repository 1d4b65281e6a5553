using Promozilla.Scraper.CommandLine;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Titles;

public sealed class KindTextTests
{
    public static TheoryData<string, string> Titles
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (titles, kind) in ((string, string)[])[
                (TitlesByKind.Games, ProductKind.Game), (TitlesByKind.Consoles, ProductKind.Console), (TitlesByKind.Controllers, HardwareText.Controller),
                (TitlesByKind.Headsets, HardwareText.Headset), (TitlesByKind.Accessories, ProductKind.Accessory), (TitlesByKind.Others, ProductKind.Other)])
            {
                foreach (var title in titles.ReplaceLineEndings("\n").Split('\n')) data.Add(title, kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_title_says_what_it_sells(string title, string kind)
    {
        var read = ClassifiedTitle.Read(title);
        Assert.Equal(kind, read.Hardware ?? read.Kind);
    }

    [Theory]
    [InlineData("Jogos Switch 2", ProductKind.Game)]
    [InlineData("Seminovos Switch", ProductKind.Game)]
    [InlineData("Acessórios Nintendo", ProductKind.Accessory)]
    [InlineData("accessory", ProductKind.Accessory)]
    [InlineData("Consolas Nintendo Switch", ProductKind.Console)]
    [InlineData("Nintendo", null)]
    [InlineData(null, null)]
    public void A_shelfs_name_says_what_stands_on_it(string? shelf, string? kind) => Assert.Equal(kind, KindText.OfShelf(shelf));

    [Theory]
    [InlineData("Hot Wheels", ProductKind.Accessory, ProductKind.Accessory)]
    [InlineData("Bolsa Zelda", ProductKind.Game, ProductKind.Accessory)]
    [InlineData("Mario Kart World", ProductKind.Game, ProductKind.Game)]
    [InlineData("Puzzle Bobble Everybubble", ProductKind.Game, ProductKind.Game)]
    [InlineData("Caneca Zelda", ProductKind.Accessory, ProductKind.Other)]
    [InlineData("Nintendo Switch 2 + Mario Kart World", ProductKind.Game, ProductKind.Console)]
    public void The_shelf_decides_unless_the_title_begins_as_another_kind(string title, string shelf, string kind) => Assert.Equal(kind, KindText.Read(title, shelf));

    [Fact]
    public async Task The_command_names_controllers_and_headsets_and_takes_the_shelfs_name()
    {
        using var output = new StringWriter();
        await ClassifyCommand.RunAsync(["--stdin"], new StringReader("Comando Pro Switch 2\nEDGE X\tAcessórios Switch\nHades II\tJogos Switch 2\n"), output, TextWriter.Null);
        Assert.Equal(["controller\tswitch2\t\t\tnew\tcontroller pro", "accessory\tswitch\t\t\tnew\tedge x", "game\tswitch2\t\tphysical\tnew\thades ii"], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
