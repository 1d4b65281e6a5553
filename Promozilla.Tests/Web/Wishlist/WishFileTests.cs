using System.Text;
using Promozilla.Web.Components.Pages.Wishlist;

namespace Promozilla.Tests.Web.Wishlist;

public sealed class WishFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);

    private static readonly FiledWish[] Wishes =
    [
        new("pikmin-4", "Pikmin 4", "switch", "Natal; \"da Rita\"", "target", 39.99m, ["castelo", "cogumelo"], "any", "physical", true, true, "Linha 1\nLinha, 2",
            new DateOnly(2026, 11, 10), 49.9m, Now.AddDays(-30)),
        new("celeste", "=HYPERLINK(\"http://example.test\")", AddedAt: Now, Condition: "new", Medium: "any"),
        new("hades-ii", "'Hades' II, @casa", Rule: "low", Note: "-1"),
    ];

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public void What_is_written_is_read_as_it_was(string format)
    {
        var read = WishFileReader.Read(format is "json" ? WishFile.ToJson(Wishes, Now) : WishFile.ToCsv(Wishes));
        Assert.Null(read.Fault);
        Assert.Equivalent(Wishes, read.Wishes, strict: true);
    }

    [Fact]
    public void No_cell_is_a_formula_to_a_spreadsheet()
    {
        var text = Encoding.UTF8.GetString(WishFile.ToCsv(Wishes));
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.test\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains(",'-1,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("items", "\"lowest\"", "low", null)]
    [InlineData("list", "\"drop\"", null, null)]
    [InlineData("items", "19.5", "target", 19.5)]
    [InlineData("items", "{\"type\":\"x\"}", null, null)]
    public void An_export_of_Deku_Deals_is_its_names_with_what_it_asks_for(string property, string usual, string? rule, double? target)
    {
        var read = Read($$"""
            {"{{property}}": [
                {"name": "Pikmin 4", "link": "https://www.dekudeals.com/items/pikmin-4", "added_at": "2025-06-29T07:43:28+00:00"},
                {"name": "The Legend of Zelda: Link’s Awakening", "link": "x", "added_at": "2025-06-29T07:49:26+00:00", "desired_price": 29.99}
            ], "default_desired_price": {{usual}}}
            """);
        Assert.Equal(
            [
                new FiledWish(null, "Pikmin 4", Rule: rule, Target: (decimal?)target, AddedAt: new DateTimeOffset(2025, 6, 29, 7, 43, 28, TimeSpan.Zero)),
                new FiledWish(null, "The Legend of Zelda: Link’s Awakening", Rule: "target", Target: 29.99m, AddedAt: new DateTimeOffset(2025, 6, 29, 7, 49, 26, TimeSpan.Zero)),
            ],
            read.Wishes);
    }

    [Fact]
    public void A_table_of_titles_is_enough_with_semicolons_too()
    {
        Assert.Equal(["Celeste", "Hades; II"], Read("Título;nota\r\nCeleste;x\r\n\"Hades; II\"").Wishes.Select(wish => wish.Title));
        Assert.Equal(["Celeste"], Read("name\nCeleste\n\n").Wishes.Select(wish => wish.Title));
    }

    [Theory]
    [InlineData("", "Import.fault.empty")]
    [InlineData("[]", "Import.fault.empty")]
    [InlineData("{\"items\": [1, null, \"x\", {}, {\"name\": 7.5e99, \"title\": []}, {\"name\": \"  \"}]}", "Import.fault.empty")]
    [InlineData("{\"items\": {\"name\": \"x\"}}", "Import.fault.json")]
    [InlineData("{\"items\": [", "Import.fault.json")]
    [InlineData("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "Import.fault.json")]
    [InlineData("\u0000\u0001\u0002", "Import.fault.encoding")]
    [InlineData("só uma frase", "Import.fault.json")]
    public void What_is_no_list_is_refused_with_a_reason(string text, string fault) => Assert.Equal(fault, Read(text).Fault);

    [Fact]
    public void What_is_too_large_too_long_or_no_text_is_refused()
    {
        Assert.Equal("Import.fault.size", WishFileReader.Read(new byte[WishFileReader.MostBytes + 1]).Fault);
        Assert.Equal("Import.fault.encoding", WishFileReader.Read([0xC3, 0x28, 0x41]).Fault);
        Assert.Equal("Import.fault.count", Read("title\n" + string.Concat(Enumerable.Range(0, WishFileReader.MostWishes + 1).Select(one => $"Jogo {one}\n"))).Fault);
        Assert.Equal("Import.fault.count", Read($"[{string.Join(',', Enumerable.Repeat("{\"name\":\"a\"}", WishFileReader.MostWishes + 1))}]").Fault);
        Assert.Null(Read($"[{string.Join(',', Enumerable.Repeat("{\"name\":\"a\"}", WishFileReader.MostWishes))}]").Fault);
    }

    [Fact]
    public void Values_that_make_no_sense_are_as_if_they_were_not_there()
    {
        var read = Read("""
            [{"title": "Celeste\u0000\u0007 ", "rule": "target", "target": "muito", "condition": "partido", "medium": 3, "stores": {}, "must_have": "talvez",
              "bought_on": "2026-13-01", "bought_price": -4, "added_at": "0001-01-01", "slug": null, "note": "a\u0000b\nc", "user_id": "outra pessoa"}]
            """);
        Assert.Equal([new FiledWish(null, "Celeste", Note: "ab\nc")], read.Wishes);
    }

    [Theory]
    [InlineData("Mario Kart 8 Deluxe (Nintendo Switch)", "mario kart 8 deluxe", "switch")]
    [InlineData("Zelda: Tears of the Kingdom – Nintendo Switch 2 Edition", "zelda tears of the kingdom", "switch2")]
    [InlineData("Luigi’s Mansion 3 [Switch]", "luigis mansion 3", "switch")]
    [InlineData("Nintendo Switch 2", "nintendo switch 2", null)]
    [InlineData("1-2 Switch", "1 2 switch", null)]
    public void The_console_is_no_part_of_a_name(string title, string name, string? platform) =>
        Assert.Equal((name, platform), (FiledTitle.Normalise(title), FiledTitle.Platform(title)));

    private static ReadWishes Read(string text) => WishFileReader.Read(Encoding.UTF8.GetBytes(text));
}
