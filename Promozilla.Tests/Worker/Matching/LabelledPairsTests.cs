using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Matching;

/// <summary>Pairs of listings of two stores, named as stores name things, and whether they are one product.</summary>
[Trait("needs", "postgres")]
public sealed class LabelledPairsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string G1 = "1", G2 = "2", InStore = "2200028093833", Wrong = "0045496000000";

    private static readonly (string One, string? OneGtin, string Other, string? OtherGtin, bool Same)[] Pairs =
    [
        ("Xenoblade Chronicles 3 - Nintendo Switch", null, "XENOBLADE CHRONICLES 3 SWITCH", null, true),
        ("Bayonetta III Switch", null, "Bayonetta 3 - Nintendo Switch", null, true),
        ("Mario + Rabbids: Sparks of Hope Switch", null, "MARIO + RABBIDS SPARKS OF HOPE NINTENDO SWITCH", null, true),
        ("Ratos & Homens Switch", null, "Ratos and Homens - Nintendo Switch", null, true),
        ("Minecraft Switch", null, "Minecraft - Nintendo Switch", null, true),
        ("Hogwarts Legacy Deluxe Edition Switch", null, "Hogwarts Legacy - Deluxe Edition - Nintendo Switch", null, true),
        ("Kirby and the Forgotten Land Switch", G1, "Kirby e a Terra Esquecida Switch", G1, true),
        ("Cuphead Switch", G1, "Cuphead - Nintendo Switch", G2, true),
        ("Comando Pro Zelda Nintendo Switch Preto", null, "Comando Pro Zelda Nintendo Switch Black", null, true),
        ("Consola Nintendo Switch Lite Turquesa", G1, "Consola Nintendo Switch Lite 32GB Turquesa", G1, true),
        ("Sonic X Shadow Switch 2", G1, "Sonic X Shadow (Game Key Card) Switch 2", G1, true),

        ("Just Dance 2026 Switch", null, "Just Dance 2027 Switch", null, false),
        ("Just Sing 2026 Switch", G1, "Just Sing 2027 Switch", G1, false),
        ("Hades Switch", null, "Hades II Switch", null, false),
        ("Hollow Cave Switch", G1, "Hollow Cave II Switch", G1, false),
        ("Celeste Switch", G1, "Celeste Switch 2", G1, false),
        ("Pikmin 4 Switch", G1, "Metroid Dread Switch", G1, false),
        ("Overcooked Switch", null, "Overcooked [Código na caixa] Switch", null, false),
        ("Overboiled Switch", G1, "Overboiled [Código na caixa] Switch", G1, false),
        ("Octopath Traveler Switch", null, "Octopath Traveler Collector's Edition Switch", null, false),
        ("Octopath Traveller II Switch", null, "Octopath Travellers II Switch", null, false),
        ("Taiko no Tatsujin Import JAP Switch", null, "Taiko no Tatsujin Switch", null, false),
        ("Base de Carregamento para Nintendo Switch", null, "Base de Carregamento Nintendo Switch", null, false),
        ("Volante Zumba Nintendo Switch", G1, "Volante Zumba Nintendo Switch", G2, false),
        ("Consola Nintendo Switch OLED Branca", null, "Consola Nintendo Switch OLED Neon", null, false),
        ("Consola Nintendo Switch 2", null, "Consola Nintendo Switch 2 + Mario Kart World", null, false),
        ("Splatoon 3 Switch", InStore, "Nintendo Sports Resort Switch", InStore, false),
        ("Fire Emblem Engage Switch", Wrong, "Fire Emblem Heroes Switch", Wrong, false),
    ];

    [Fact]
    public async Task What_is_one_is_joined_and_what_is_two_is_not()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var (left, right) = (new Nights(worker, "esquerda"), new Nights(worker, "direita"));
        await left.AddStoreAsync();
        await right.AddStoreAsync();
        var numbers = Pairs.Select(_ => (First: TradeNumbers.Next(), Second: TradeNumbers.Next())).ToArray();
        await left.PassAsync(Nights.First, "nightly", [.. Pairs.Select((pair, index) => Listing(index, pair.One, pair.OneGtin, numbers[index]))]);
        await right.PassAsync(Nights.First, "nightly", [.. Pairs.Select((pair, index) => Listing(index, pair.Other, pair.OtherGtin, numbers[index]))]);

        var joined = (await worker.RowsAsync(
            """
            SELECT one.item_id, one.product_id = other.product_id FROM listings one
            JOIN listings other ON other.store_key = 'direita' AND other.item_id = one.item_id WHERE one.store_key = 'esquerda'
            """)).ToDictionary(row => (string)row[0]!, row => row[1] is true);
        Assert.Equal(
            Pairs.Select(pair => $"{pair.One} = {pair.Other}: {pair.Same}"),
            Pairs.Select((pair, index) => $"{pair.One} = {pair.Other}: {joined[$"{index}"]}"));
    }

    private static ObservedListing Listing(int index, string title, string? gtin, (string First, string Second) numbers)
    {
        var read = ClassifiedTitle.Read(title);
        return Nights.Item($"{index}", 50) with
        {
            Title = title,
            TitleKey = read.Key,
            DisplayTitle = read.Display,
            Kind = read.Kind,
            Platform = PlatformText.ToVocabulary(read.Platform),
            Edition = read.Edition,
            Format = read.Format ?? Format.Physical,
            Gtin = gtin switch { G1 => numbers.First, G2 => numbers.Second, _ => gtin },
        };
    }
}
