using Promozilla.Scraper.Titles;

namespace Promozilla.Tests.Scraper.Titles;

public sealed class TitleTableTests
{
    // title|shelf|kind|platform|edition|format|condition|normalised title; * where it does not matter.
    private const string Table =
        """
        Comando Nacon Revolution 5 Pro PS5||controller|ps5|*|*|new|*
        Comando Xbox Elite Series 2 Core Branco||controller|*|*|*|new|*
        Xbox Elite Wireless Controller Series 2||controller|*|*|*|new|*
        Comando Thrustmaster eSwap X Pro||controller|*|*|*|new|*
        Razer Wolverine V3 Pro||controller|*|*|*|*|*
        Suporte Vertical PS5 Slim||accessory|ps5|*|*|*|*
        Disco Externo Seagate Game Drive PS5 2TB||accessory|ps5|*|*|*|*
        SSD WD_BLACK SN850P 1TB PS5||accessory|ps5|*|*|*|*
        Volante Logitech G29 Driving Force PS5/PS4/PC||accessory|*|*|*|*|*
        Cadeira Gaming Drift DR35||accessory|*|*|*|*|*
        PULSE Elite Wireless Headset PS5||headset|ps5|*|*|*|*
        PULSE Explore PS5||headset|ps5|*|*|*|*
        Auriculares SteelSeries Arctis Nova 7P PS5||headset|ps5|*|*|*|*
        Turtle Beach Stealth 700 Gen 3 PS5||headset|ps5|*|*|*|*
        HyperX Cloud Stinger 2 Core PS5||headset|ps5|*|*|*|*
        Logitech G435 Headset Wireless||headset|*|*|*|*|*
        Auscultador Mono Chat PS4||headset|ps4|*|*|*|*
        PlayStation Portal||accessory|*|*|*|*|*
        Comando Remoto Multimédia PS5||accessory|ps5|*|*|*|*
        Leitor de Discos PS5 Slim||accessory|ps5|*|*|*|*
        Tampas para Consola PS5 Slim Cobalt Star||accessory|ps5|*|*|*|*
        Bateria Recarregável Xbox + Cabo USB-C||accessory|*|*|*|*|*
        Expansion Card Seagate Xbox Series 1TB||accessory|*|*|*|*|*
        Base de Carregamento Dupla DualSense PS5||accessory|ps5|*|*|*|*
        DualSense Charging Station||accessory|ps5|*|*|*|*
        Capa Silicone DualSense Camuflado||accessory|*|*|*|*|*
        Comando DualSense Cosmic Red||controller|ps5|*|*|*|*
        DualSense Edge||controller|ps5|*|*|*|*
        DualSense Wireless Controller - God of War Ragnarök Limited Edition||controller|ps5|*|*|*|*
        Comando PS4 DualShock 4 Camouflage (Usado)||controller|ps4|*|*|used|*
        Joy-Con Direito (Azul)||controller|switch|*|*|*|*
        Joy-Con (R) Neon Red Nintendo Switch||controller|switch|*|*|*|*
        Nintendo Joy-Con 2 Charging Grip||accessory|switch2|*|*|*|*
        Joy-Con 2 Direito||controller|switch2|*|*|*|*
        Nintendo Switch 2 Pro Controller||controller|switch2|*|*|*|*
        Comando NES (Set) Nintendo Switch||controller|switch|*|*|*|*
        Pro Controller Case Nintendo Switch||accessory|switch|*|*|*|*
        Joy-Con Silicone Cover||accessory|*|*|*|*|*
        Nintendo Switch Carry Case & Joy-Con Grips||accessory|switch|*|*|*|*
        Capas para Joy-Con 2||accessory|switch2|*|*|*|*
        Headset com Microfone PDP LVL50 Switch||headset|switch|*|*|*|*
        Auscultadores Gaming com Cabo Super Mario||headset|*|*|*|*|*
        Kit 20 em 1 Nintendo Switch Sports||accessory|switch|*|*|*|*
        Nintendo Switch OLED Suporte Dock Protetor||accessory|switch|*|*|*|*
        Consola Nintendo Switch OLED + Joy-Con Extra||console|switch|*||*|*
        Nintendo Switch 2 (Seminova)||console|switch2|*|*|used|*
        Pack Nintendo Switch 2 + Mario Kart World + Câmara||console|switch2|*|*|*|*
        Nintendo Switch Lite Animal Crossing Timmy & Tommy Aloha Edition||console|switch|*|*|*|*
        Consola Nintendo Switch Lite Azul [USADA]||console|switch|*|*|used|*
        Consola Nintendo Classic Mini SNES||console|*|*|*|*|*
        Consola PS5 Slim Digital 825GB + Astro Bot||console|ps5|*|*|*|*
        Xbox Series X 1TB Black||console|xbox_series|*|*|*|*
        Nintendo Switch Sports (Código na caixa)||game|switch||download_code|new|nintendo switch sports
        Mario Kart World||game|other||physical|new|mario kart world
        Mario Kart World|Jogos Switch 2|game|switch2||physical|new|mario kart world
        EA SPORTS FC 26 STANDARD EDITION|Jogos PS5|game|ps5||physical|new|ea sports fc 26
        SPLIT FICTION - SWITCH 2 (GAME-KEY CARD)||game|switch2||game_key_card|new|split fiction
        Hitman World of Assassination Signature Edition Switch 2 (Código Download)||game|switch2|signature|download_code|new|hitman world of assassination
        Cyberpunk 2077: Ultimate Edition - Nintendo Switch 2||game|switch2|ultimate|physical|new|cyberpunk 2077
        Street Fighter 6 Years 1-2 Fighters Edition Switch 2||game|switch2|fighters|physical|new|street fighter 6 years 1 2
        Hades II Nintendo Switch 2 Edition||game|switch2||physical|new|hades ii
        Super Mario Party Jamboree – Nintendo Switch 2 Edition + Jamboree TV||game|switch2||physical|new|*
        Zelda Breath of the Wild Nintendo Switch 2 Edition (Usado)||game|switch2||physical|used|zelda breath of the wild
        The Legend of Zelda: Tears of the Kingdom - Edição de Colecionador Switch||game|switch|collectors|physical|new|the legend of zelda tears of the kingdom
        Fire Emblem Engage Divine Edition Switch||game|switch|divine|physical|new|fire emblem engage
        Xenoblade Chronicles 3 Edición Especial Switch||game|switch|special|physical|new|xenoblade chronicles 3
        Sonic Superstars Ed. Limitada Switch||game|switch|limited|physical|new|sonic superstars
        Persona 3 Reload Edição Limitada PS5||game|ps5|limited|physical|new|persona 3 reload
        Elden Ring: Shadow of the Erdtree Edition PS5||game|ps5|*|physical|new|*
        Final Fantasy VII Rebirth Deluxe Edition PS5||game|ps5|deluxe|physical|new|final fantasy vii rebirth
        God of War Ragnarok Launch Edition PS5||game|ps5|launch|physical|new|god of war ragnarok
        Borderlands 4 - Super Deluxe Edition PS5||game|ps5|super deluxe|physical|new|borderlands 4
        Assassin's Creed Shadows - Gold Edition Xbox Series X||game|xbox_series|gold|physical|new|assassins creed shadows
        Dying Light The Beast Deluxe Edition Xbox Series X/S||game|xbox_series|deluxe|physical|new|dying light the beast
        The Witcher 3 Game of the Year Edition PS4||game|ps4|goty|physical|new|the witcher 3
        The Witcher 3 GOTY PS4||game|ps4|goty|physical|new|the witcher 3
        Batman Arkham Knight Jogo do Ano PS4||game|ps4|*|physical|new|*
        Skyrim 10th Anniversary Edition Switch||game|switch|10 th anniversary|physical|new|skyrim
        Sonic Mania Plus Switch||game|switch||physical|new|sonic mania plus
        Minecraft Legends Deluxe Edition Switch||game|switch|deluxe|physical|new|minecraft legends
        Gran Turismo 7 25th Anniversary Edition PS5||game|ps5|25 th anniversary|physical|new|gran turismo 7
        Resident Evil Requiem [STEELBOOK] PS5||game|ps5|steelbook|physical|new|resident evil requiem
        Atelier Yumia Edição Premium PS5||game|ps5|premium|physical|new|atelier yumia
        Demon Slayer Hinokami Chronicles 2 Standard PS5||game|ps5|*|physical|new|*
        The Last of Us Part I Firefly Edition PS5||game|ps5|firefly|physical|new|the last of us part i
        Horizon Forbidden West Complete Edition PS5||game|ps5|complete|physical|new|horizon forbidden west
        Stellar Blade PS5 (Reacondicionado)||game|ps5||physical|refurbished|stellar blade
        Hogwarts Legacy PS4 Outlet Caixa Danificada||game|ps4||physical|outlet|hogwarts legacy
        Forza Horizon 5 Xbox One/Series X||game|xbox_series||physical|new|forza horizon 5
        Halo Infinite XBOX||game|xbox_one||physical|new|halo infinite
        Forza Motorsport|Jogos Xbox Series|game|xbox_series||physical|new|forza motorsport
        The Sims 4 + Expansão Ambições Profissionais PC||game|pc||physical|new|*
        Baldur's Gate 3 Deluxe Edition PC||game|pc|deluxe|physical|new|baldurs gate 3
        Football Manager 26 (Código na Caixa) PC||game|pc||download_code|new|football manager 26
        Farming Simulator 25 Collector's Edition PC||game|pc|collectors|physical|new|farming simulator 25
        Minecraft (Cód. Download) Switch||game|switch||download_code|new|minecraft
        Rocket League Switch [Código em caixa]||game|switch||download_code|new|rocket league
        Fortnite Minty Legends Pack (Código na Caixa) Switch||game|switch||download_code|new|*
        Overwatch 2 Watchpoint Pack Download Code Switch||game|switch||download_code|new|*
        Mortal Kombat 11 Ultimate (CIAB) Switch||game|switch||download_code|new|mortal kombat 11 ultimate
        Dragon Ball Xenoverse 2 Descarga Digital Switch||game|switch||download_code|new|dragon ball xenoverse 2
        Bravely Default Flying Fairy HD Remaster Cartão-Chave de Jogo Switch 2||game|switch2||game_key_card|new|bravely default flying fairy hd remaster
        Yakuza 0 Director's Cut (Game Key Card) Switch 2||game|switch2|*|game_key_card|new|*
        Octopath Traveler 0 - Switch 2 - Tarjeta llave||game|switch2||game_key_card|new|octopath traveler 0
        Civilization VII [GKC] Switch 2||game|switch2||game_key_card|new|civilization vii
        NINTENDO SWITCH - SUPER MARIO RPG||game|switch||physical|new|super mario rpg
        JOGO NINTENDO SWITCH KIRBY AND THE FO||game|switch||physical|new|kirby and the fo
        JOGO SWITCH 2 POKEMON POKOPIA||game|switch2||physical|new|pokemon pokopia
        [Switch] Mario Tennis Aces||game|switch||physical|new|mario tennis aces
        (Switch 2) Drag x Drive||game|switch2||physical|new|drag x drive
        Nintendo Switch: Pikmin 3 Deluxe||game|switch|deluxe|physical|new|pikmin 3
        Splatoon Raiders NSW2||game|switch2||physical|new|splatoon raiders
        Kirby Air Riders (Pré-venda) Switch 2||game|switch2||physical|new|kirby air riders
        Animal Crossing New Horizons USADO SWITCH||game|switch||physical|used|animal crossing new horizons
        Luigi's Mansion 3 [USADO / ES] Switch||game|switch||physical|used|luigis mansion 3
        Rayman Legends Definitive Edition (Segunda Mão) Switch||game|switch|definitive|physical|used|rayman legends
        Yoshi's Crafted World - 2ª mão - Switch||game|switch||physical|used|yoshis crafted world
        Pokémon Let's Go Eevee! Switch Seminovo||game|switch||physical|used|pokemon lets go eevee
        ARMS Switch (Caixa Aberta)||game|switch||physical|outlet|arms
        Mario Golf Super Rush (Import UK) Switch||game|switch||physical|new|mario golf super rush
        Wii Sports Resort Wii||game|wii||physical|new|*
        Super Mario 3D World Wii U [USADO]||game|wiiu||physical|used|super mario 3 d world
        Mario Kart 7 3DS||game|3ds||physical|new|mario kart 7
        Teclado Mecânico Gaming Switch Red RGB||accessory|other|*|*|*|*
        Switch TP-Link 8 Portas Gigabit||*|other|*|*|*|*
        Pack 2 Jogos Switch: Overcooked 1 + 2||game|switch||physical|new|*
        Crash Bandicoot 4 + Spyro Reignited Trilogy Bundle PS4||game|ps4||physical|new|*
        Mario + Rabbids Kingdom Battle Gold Edition Switch||game|switch|gold|physical|new|mario rabbids kingdom battle
        Carnival Games Switch||game|switch||physical|new|carnival games
        Big Buck Hunter Arcade Switch + 2 Pistolas||game|switch||physical|new|*
        Cabela's The Hunt + Arma Switch||game|switch||physical|new|*
        Fitness Boxing 3 Switch||game|switch||physical|new|fitness boxing 3
        Nickelodeon Kart Racers 3 Slime Speedway + Volante Switch||game|switch||physical|new|*
        Joystick para Nintendo Switch Substituição Joy-Con Analógico||controller|*|*|*|*|*
        Jogo de Mesa Dixit||other|*|*|*|*|*
        Caneca PlayStation||other|*|*|*|*|*
        Livro Super Mario Encyclopedia||other|*|*|*|*|*
        Peluche Zelda Link 30cm||other|*|*|*|*|*
        Cartão Oferta Fortnite 2800 V-Bucks (Código)||other|*|*|*|*|*
        Nintendo eShop Cartão 25 €||other|*|*|*|*|*
        Código Nintendo Switch Online 12 meses||other|*|*|*|*|*
        """;

    public static TheoryData<string> Rows => [.. Table.ReplaceLineEndings("\n").Split('\n')];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_part_of_a_title_is_told(string row)
    {
        var expected = row.Split('|');
        var read = ClassifiedTitle.Read(expected[0], KindText.OfShelf(expected[1]), expected[1]);
        string[] seen = [read.Hardware ?? read.Kind, read.Platform ?? "other", read.Edition, read.Format ?? "", read.Condition ?? "new", read.Key];
        for (var i = 0; i < seen.Length; i++) Assert.True(expected[i + 2] == "*" || expected[i + 2] == seen[i], $"{expected[0]}: {seen[i]} instead of {expected[i + 2]}");
    }
}
