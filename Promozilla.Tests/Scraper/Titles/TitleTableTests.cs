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
        Comando sem fios DualSense PS5 - Astro Bot Joyful Limited Edition||controller|ps5|*|*|*|*
        Comando DualSense V2 Branco + FC 26||controller|ps5|*|*|*|*
        Pack Comando DualSense + EA Sports FC 26||controller|ps5|*|*|*|*
        Consola PlayStation 5 Pro 2TB + GTA VI||console|ps5|*|*|*|*
        PS5 Slim Standard Edition||console|ps5|*|*|*|*
        Consola PlayStation 4 Slim 500GB (Seminovo)||console|ps4|*|*|used|*
        Consola Xbox One S 1TB Usada||console|xbox_one|*|*|used|*
        Carregador Duplo Comandos PS5||accessory|ps5|*|*|*|*
        Cabo de Carregamento Comando PS5||accessory|ps5|*|*|*|*
        Cabo HDMI 2.1 PS5/Xbox Series X||accessory|ps5|*|*|*|*
        Suporte de Parede PS5 Slim||accessory|ps5|*|*|*|*
        Suporte com Ventoinha PS5||accessory|ps5|*|*|*|*
        Base Vertical PS5||accessory|ps5|*|*|*|*
        Grips Silicone DualSense||accessory|*|*|*|*|*
        Protetores de Analógicos PS5 FPS Freek||accessory|ps5|*|*|*|*
        KontrolFreek FPS Galaxy PS5||accessory|ps5|*|*|*|*
        Kit Gaming PS5 (Auscultadores + Suporte)||accessory|ps5|*|*|*|*
        Headset Gaming Nacon RIG 300 Pro HS PS5||headset|ps5|*|*|*|*
        Auscultadores sem fios Pulse 3D Midnight Black PS5||headset|ps5|*|*|*|*
        Auscultadores Sony INZONE H3||headset|*|*|*|*|*
        Suporte p/ Auscultadores Gaming||accessory|*|*|*|*|*
        Microfone Gaming HyperX SoloCast||accessory|*|*|*|*|*
        Óculos PlayStation VR2 + Horizon Call of the Mountain||headset|ps5|*|*|*|*
        PlayStation VR2 Sense Controller Charging Station||accessory|ps5|*|*|*|*
        Câmara PlayStation 4 V2||accessory|ps4|*|*|*|*
        Volante Thrustmaster T128 PS5||accessory|ps5|*|*|*|*
        Joystick Hori HOTAS Flight Control PS5||controller|ps5|*|*|*|*
        Arcade Stick Victrix Pro FS PS5||controller|ps5|*|*|*|*
        Manete de Jogos PS2||controller|*|*|*|*|*
        Comando Wii Remote Plus Branco||controller|wii|*|*|*|*
        Wii Nunchuk Branco||controller|wii|*|*|*|*
        Comando Xbox 360 Wireless||controller|xbox360|*|*|*|*
        Comando Nintendo Switch Lite - Bolsa + Vidro||controller|switch|*|*|*|*
        Set Capa + Grips Nintendo Switch Lite||accessory|switch|*|*|*|*
        Conjunto Acessórios Nintendo Switch OLED 8 em 1||accessory|switch|*|*|*|*
        Pack Volantes + Grips Joy-Con Mario Kart||accessory|switch|*|*|*|*
        Oniverse Pack 2 Comandos Nintendo Switch||controller|switch|*|*|*|*
        Dragonne Joy-Con V2||controller|switch|*|*|*|*
        Joy-Con Strap Azul||accessory|switch|*|*|*|*
        Película Hydrogel Nintendo Switch 2||accessory|switch2|*|*|*|*
        Cartão microSD Express Nintendo Switch 2 256 GB Samsung||accessory|switch2|*|*|*|*
        Estojo Slim Nintendo Switch 2 HORI||accessory|switch2|*|*|*|*
        Dock TV Nintendo Switch + Cabo HDMI||accessory|switch|*|*|*|*
        Auriculares InEar Nintendo Switch||headset|switch|*|*|*|*
        Mando Pro Controller Nintendo Switch 2||controller|switch2|*|*|*|*
        Funda Transporte Nintendo Switch 2||accessory|switch2|*|*|*|*
        Consola Nintendo Switch 2 (ES)||console|switch2|*|*|*|*
        Nintendo Switch 2 Konsole||*|switch2|*|*|*|*
        FINAL FANTASY XVI PREMIUM EDITION PS5||game|ps5|premium|physical|new|final fantasy xvi
        Resident Evil 4 - Gold Edition (PS5)||game|ps5|gold|physical|new|resident evil 4
        Far Cry 6 - Yara Edition PS5||game|ps5|yara|physical|new|far cry 6
        Assassin's Creed Mirage Deluxe PS5||game|ps5|deluxe|physical|new|assassins creed mirage
        Sonic Frontiers Day One PS5||game|ps5|day one|physical|new|sonic frontiers
        Tekken 8 - Ultimate Edition PS5||game|ps5|ultimate|physical|new|tekken 8
        Tekken 8 + Steelbook PS5||game|ps5|steelbook|physical|new|tekken 8
        Like a Dragon Infinite Wealth PS5/PS4||game|*||physical|new|like a dragon infinite wealth
        Dead Island 2 - Pulp Edition Xbox||game|xbox_one|pulp|physical|new|dead island 2
        Starfield Constellation Edition XBOX SERIES X||game|xbox_series|constellation|physical|new|starfield
        Minecraft Dungeons Hero Edition Switch|Jogos Switch|game|switch|hero|physical|new|minecraft dungeons
        NINO KUNI II REVENANT KINGDOM PRINCE'S EDITION SWITCH||game|switch|princes|physical|new|nino kuni ii revenant kingdom
        YS X NORDICS - DELUXE EDITION - NINTENDO SWITCH||game|switch|deluxe|physical|new|ys x nordics
        Trails through Daybreak II Deluxe Edition Switch||game|switch|deluxe|physical|new|trails through daybreak ii
        Disgaea 7: Vows of the Virtueless - Deluxe Edition Switch||game|switch|deluxe|physical|new|disgaea 7 vows of the virtueless
        Cult of the Lamb Deluxe Switch||game|switch|deluxe|physical|new|cult of the lamb
        Clock Tower: Rewind Collector's Edition Switch||game|switch|collectors|physical|new|clock tower rewind
        Tetris Forever Collectors Edition Switch||game|switch|collectors|physical|new|tetris forever
        Mario vs. Donkey Kong Switch||game|switch||physical|new|mario vs donkey kong
        Kirby Air Riders - Nintendo Switch 2||game|switch2||physical|new|kirby air riders
        Kirby e a Terra Esquecida – Nintendo Switch 2 Edition||game|switch2||physical|new|kirby e a terra esquecida
        EA SPORTS FC 26 [CÓDIGO NA CAIXA] SWITCH 2||game|switch2||download_code|new|ea sports fc 26
        F1 25 Iconic Edition (Código de descarga) PC||game|pc|iconic|download_code|new|f 1 25
        WWE 2K25 [CODE IN A BOX] SWITCH 2||game|switch2||download_code|new|wwe 2 k 25
        NBA 2K26 (CODIGO NA CAIXA) SWITCH||game|switch||download_code|new|nba 2 k 26
        Diablo IV Lord of Hatred - Age of Hatred Collection PC (Código)||game|pc||download_code|new|*
        THE SIMS 4 Expansão COTTAGE LIVING [Download Digital] PC||game|pc||download_code|new|*
        Madden NFL 26 (Code in Box) Switch 2||game|switch2||download_code|new|madden nfl 26
        Final Fantasy VII Remake Intergrade [GAME KEY CARD] SWITCH 2||game|switch2||game_key_card|new|final fantasy vii remake intergrade
        Persona 3 Reload (Game-Key Card) Switch 2||game|switch2||game_key_card|new|persona 3 reload
        Super Bomberman R [USADO] Switch||game|switch||physical|used|super bomberman r
        Zelda Skyward Sword HD - Usado||game|other||physical|used|zelda skyward sword hd
        Mario Party 9 [USADO] Wii||game|wii||physical|used|mario party 9
        Pokémon Platinum USADO Nintendo DS||game|*|*|physical|used|*
        FC 26 PS5 Seminovo||game|ps5||physical|used|fc 26
        God of War (PlayStation Hits) PS4||game|ps4||physical|new|*
        Gran Turismo 7 PS5 (Recondicionado)||game|ps5||physical|refurbished|gran turismo 7
        Comando Pro Controller (Recondicionado) Nintendo Switch||controller|switch|*|*|refurbished|*
        Nintendo Switch OLED Recondicionada Grade A||console|switch|*|*|*|*
        Auscultadores Outlet Grade B PS5||headset|ps5|*|*|outlet|*
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
