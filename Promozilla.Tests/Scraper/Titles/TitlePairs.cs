namespace Promozilla.Tests.Scraper.Titles;

/// <summary>Two titles a line with a bar between: one product, or two that look alike.</summary>
internal static class TitlePairs
{
    public const string Same =
        """
        Dragon Quest I & II HD-2D Remake Switch | Dragon Quest I e II HD-2D Remake Nintendo Switch
        Pikmin 1 e 2 Switch | PIKMIN 1 + 2 SWITCH
        Mario & Luigi: Brothership SWITCH OFERTA PORTA-CHAVES | Mario & Luigi: Brothership - Nintendo Switch
        JOGO SWITCH 2 MARIO KART WORLD | Mario Kart World - Nintendo Switch 2
        Mario Kart World (Totalmente em Português) Switch 2 | MARIO KART WORLD NINTENDO SWITCH 2
        Super Mario Odyssey - Nintendo Switch | JOGO SWITCH SUPER MARIO ODYSSEY
        Super Mario Bros. Wonder - Nintendo Switch | SUPER MARIO BROS WONDER SWITCH
        Zelda: Tears of the Kingdom Switch | The Legend of Zelda: Tears of the Kingdom - Nintendo Switch
        The Legend of Zelda: Echoes of Wisdom (PT) Switch | LEGEND OF ZELDA ECHOES OF WISDOM SWITCH
        Metroid Prime 4: Beyond – Nintendo Switch 2 Edition | METROID PRIME 4 BEYOND SWITCH 2
        Kirby and the Forgotten Land Nintendo Switch | Kirby & The Forgotten Land Switch
        Ori and the Will of the Wisps Switch | Ori & the Will of the Wisps - Nintendo Switch
        Bayonetta 3 Switch | Bayonetta III - Nintendo Switch
        Octopath Traveler II Switch | Octopath Traveler 2 (Nintendo Switch)
        Dragon Quest XI S Switch | DRAGON QUEST 11 S NINTENDO SWITCH
        Shin Megami Tensei V: Vengeance Switch | SHIN MEGAMI TENSEI 5 VENGEANCE SWITCH
        Grand Theft Auto V PS5 | GTA V PS5
        GTA 5 PS5 | Grand Theft Auto V PS5
        Dragon Ball Sparking! Zero PS5 | DRAGONBALL SPARKING ZERO PS5
        Marvel's Spider-Man 2 PS5 | Marvel's Spiderman 2 PS5
        EA Sports FC 26 Switch 2 | FC 26 Nintendo Switch 2
        Tom Clancy's Rainbow Six Siege PS5 | Rainbow Six Siege PS5
        Sid Meier's Civilization VII Switch 2 | Civilization VII - Nintendo Switch 2
        NBA 2K26 Switch 2 | NBA2K26 - Nintendo Switch 2
        WWE 2K25 PS5 | WWE2K25 PS5
        Pokémon Legends: Z-A Nintendo Switch | POKEMON LEGENDS ZA SWITCH
        Pokémon Escarlate Switch | POKEMON ESCARLATE NINTENDO SWITCH
        Hogwarts Legacy Deluxe Edition Switch | Hogwarts Legacy - Deluxe Edition (Nintendo Switch)
        Hogwarts Legacy Deluxe Switch | HOGWARTS LEGACY DELUXE EDITION SWITCH
        Mario Kart 8 Deluxe - Nintendo Switch | MARIO KART 8 DELUXE SWITCH
        Elden Ring Nightreign Edição de Colecionador PS5 | Elden Ring Nightreign Collector's Edition PS5
        Octopath Traveler 0 Edição Day One Switch 2 | OCTOPATH TRAVELER 0 DAY ONE EDITION SWITCH 2
        Persona 3 Reload + Steelbook Switch 2 | Persona 3 Reload Steelbook Edition Nintendo Switch 2
        The Witcher 3: Wild Hunt Complete Edition Switch | The Witcher 3 Wild Hunt - Complete Edition - Nintendo Switch
        Just Dance 2026 Edition Switch (Código na caixa) | JUST DANCE 2026 (CODE IN BOX) SWITCH
        Overcooked! All You Can Eat [Código de download] Switch | Overcooked All You Can Eat (Código na caixa) Switch
        Sonic X Shadow Generations (Game-Key Card) Switch 2 | Sonic X Shadow Generations - Game Key Card - Nintendo Switch 2
        Bravely Default HD Remaster Cartão-chave de jogo Switch 2 | Bravely Default HD Remaster (Game Key Card) Switch 2
        Astral Chain [USADO] Switch | Astral Chain (Seminovo) Switch
        Splatoon 3 (Seminovo) Switch | SPLATOON 3 USADO NINTENDO SWITCH
        Consola Nintendo Switch OLED Branca | Consola Nintendo Switch OLED White
        Consola Nintendo Switch 2 | Nintendo Switch 2
        Consola Nintendo Switch OLED 64GB Branca | CONSOLA NINTENDO SWITCH OLED BRANCO
        Consola Nintendo Switch Lite Coral | Nintendo Switch Lite Coral
        Consola Nintendo Switch 2 + Mario Kart World | Pack Consola Nintendo Switch 2 + Mario Kart World
        Comando Pro Nintendo Switch 2 Black | Comando Pro Switch 2 Preto
        Comando Nintendo Switch Pro Controller | Nintendo Switch Pro Controller
        Volante Joy-Con Nintendo Switch | Nintendo Switch Volantes Joy-Con
        Luigi's Mansion 3 Switch | LUIGIS MANSION 3 SWITCH
        Luigi’s Mansion 2 HD Nintendo Switch | Luigi's Mansion 2 HD Switch
        Donkey Kong Bananza - Nintendo Switch 2 | JOGO SWITCH 2 DONKEY KONG BANANZA
        Xenoblade Chronicles X: Definitive Edition Switch | XENOBLADE CHRONICLES X DEFINITIVE EDITION NINTENDO SWITCH
        Monster Hunter Stories 3: Twisted Reflection Switch 2 | MONSTER HUNTER STORIES 3 TWISTED REFLECTION SWITCH 2
        LEGO Star Wars: The Skywalker Saga Switch | LEGO Star Wars The Skywalker Saga - Nintendo Switch
        Fire Emblem: Three Houses Switch | FIRE EMBLEM THREE HOUSES NINTENDO SWITCH
        Mario + Rabbids: Sparks of Hope Switch | Mario + Rabbids Sparks of Hope (Nintendo Switch)
        51 Worldwide Games Switch | 51 WORLDWIDE GAMES NINTENDO SWITCH
        Naruto x Boruto Ultimate Ninja Storm Connections Switch | NARUTO X BORUTO: ULTIMATE NINJA STORM CONNECTIONS SWITCH
        Final Fantasy VII Rebirth Switch 2 | FF VII Rebirth Switch 2
        FINAL FANTASY X/X-2 HD Remaster Switch | Final Fantasy X / X-2 HD Remaster - Nintendo Switch
        Rune Factory: Guardians of Azuma – Nintendo Switch 2 Edition | Rune Factory Guardians of Azuma Switch 2
        Street Fighter 6 Switch 2 | Street Fighter VI Switch 2
        Call of Duty: Black Ops 7 PS5 | COD Black Ops 7 PS5
        Pikmin 4 (Oferta Porta-Chaves) Switch | Pikmin 4 Switch
        Metal Gear Solid Master Collection Vol. 1 Switch | Metal Gear Solid: Master Collection Volume 1 Switch
        Animal Crossing: New Horizons Switch | ANIMAL CROSSING NEW HORIZONS (PT) NINTENDO SWITCH
        Prince of Persia The Lost Crown Switch | Prince of Persia: The Lost Crown (Switch)
        Two Point Museum Switch 2 | TWO POINT MUSEUM NINTENDO SWITCH 2
        Unicorn Overlord Switch | Unicorn Overlord - Switch
        Doom Switch | DOOM Nintendo Switch
        Mario Kart World | JOGO SWITCH 2 MARIO KART WORLD
        F1 25 Iconic Edition PS5 | F1 25 - Iconic Edition PS5
        Silent Hill: Townfall PS5 | SILENT HILL TOWNFALL PS5
        007 First Light PS5 | 007 FIRST LIGHT - PS5
        Castlevania: Belmont's Curse PS5 | CASTLEVANIA BELMONTS CURSE PS5
        Soul Hackers 2 - Launch Edition PS5 | SOUL HACKERS 2 LAUNCH EDITION PS5
        Tony Hawk's Pro Skater 3 + 4 Switch 2 | TONY HAWKS PRO SKATER 3+4 SWITCH 2
        Dispatch Deluxe Edition PS5 | JOGO PS5 DISPATCH DELUXE EDITION
        Ace Combat 8: Wings of Theve (Oferta DLC) PS5 | ACE COMBAT 8 WINGS OF THEVE PS5
        Beyond a Steel Sky [Steelbook Edition] PS4 | Beyond A Steel Sky - Steelbook Edition PS4
        Assassin's Creed: Shadows PS5 | Assassins Creed Shadows PS5
        Demon Slayer -Kimetsu no Yaiba- The Hinokami Chronicles 2 PS5 | DEMON SLAYER KIMETSU NO YAIBA THE HINOKAMI CHRONICLES 2 PS5
        S.T.A.L.K.E.R. 2: Heart of Chornobyl PS5 | STALKER 2 HEART OF CHORNOBYL PS5
        R-Type Final 3 Evolved PS5 | R Type Final 3 Evolved PS5
        WRC 24 PS5 | WRC24 PS5
        UFC 5 PS5 | UFC V PS5
        NieR:Automata Game of the YoRHa Edition PS4 | Nier Automata - Game of the Yorha Edition PS4
        It Takes Two Switch | IT TAKES TWO NINTENDO SWITCH
        Disney Dreamlight Valley: Cozy Edition Switch | DISNEY DREAMLIGHT VALLEY COZY EDITION SWITCH
        Mario & Sonic Tóquio 2020 Switch | Mario e Sonic Tóquio 2020 - Nintendo Switch
        Kirby's Dream Buffet Switch | Kirby´s Dream Buffet Switch
        Ace Attorney Investigations Collection Switch | ACE ATTORNEY: INVESTIGATIONS COLLECTION SWITCH
        """;

    public const string Other =
        """
        Xenoblade Chronicles 2 Switch | Xenoblade Chronicles 3 Switch
        Xenoblade Chronicles X: Definitive Edition Switch | Xenoblade Chronicles: Definitive Edition Switch
        Fire Emblem Engage Switch | Fire Emblem: Three Houses Switch
        Fire Emblem Warriors Switch | Fire Emblem Warriors: Three Hopes Switch
        Just Dance 2026 Switch | Just Dance 2025 Switch
        Just Dance 2026 Edition Switch | Just Dance 2025 Edition Switch
        Hades Switch | Hades II Switch
        Hogwarts Legacy Switch | Hogwarts Legacy Switch 2
        Hogwarts Legacy Switch | Hogwarts Legacy Deluxe Edition Switch
        Pikmin 1+2 Switch | Pikmin 3 Deluxe Switch
        Pikmin 4 Switch | Pikmin 4 [USADO] Switch
        Pokémon Scarlet Switch | Pokémon Violet Switch
        Pokémon Sword Switch | Pokémon Shield Switch
        Pokémon Scarlet Switch | Pokémon Scarlet + The Hidden Treasure of Area Zero Switch
        Pokémon Legends Arceus Switch | Pokémon Legends Z-A Switch
        Pokémon Legends Z-A Switch | Pokémon Legends Z-A Nintendo Switch 2 Edition
        Super Mario Party Switch | Super Mario Party Jamboree Switch
        Mario Party Superstars Switch | Super Mario Party Switch
        Super Mario Bros. Wonder Switch | Super Mario Bros. Wonder Nintendo Switch 2 Edition
        Super Mario Maker Switch | Super Mario Maker 2 Switch
        Super Mario 3D World + Bowser's Fury Switch | Super Mario 3D All-Stars Switch
        New Super Mario Bros. U Deluxe Switch | Super Mario Bros. Wonder Switch
        Mario Kart 8 Deluxe Switch | Mario Kart World Switch 2
        Mario Kart 8 Deluxe Switch | Mario Kart 8 Deluxe + Booster Course Pass Switch
        Mario & Luigi Brothership Switch | Mario + Rabbids Kingdom Battle Switch
        Splatoon 2 Switch | Splatoon 3 Switch
        Splatoon 3 Switch | Splatoon 3 Expansion Pass Switch
        Zelda: Breath of the Wild Switch | Zelda: Tears of the Kingdom Switch
        The Legend of Zelda: Skyward Sword HD Switch | The Legend of Zelda: Link's Awakening Switch
        Zelda Breath of the Wild Switch | Zelda Breath of the Wild + Expansion Pass Switch
        Hyrule Warriors: Age of Calamity Switch | Hyrule Warriors: Definitive Edition Switch
        Luigi's Mansion 2 HD Switch | Luigi's Mansion 3 Switch
        Kirby Star Allies Switch | Kirby's Return to Dream Land Deluxe Switch
        Donkey Kong Country Returns HD Switch | Donkey Kong Country Tropical Freeze Switch
        Metroid Prime Remastered Switch | Metroid Prime 4 Beyond Switch
        Metroid Dread Switch | Metroid Prime Remastered Switch
        Bayonetta Switch | Bayonetta 2 Switch
        Octopath Traveler Switch | Octopath Traveler II Switch
        Dragon Quest III HD-2D Remake Switch | Dragon Quest I & II HD-2D Remake Switch
        Dragon Quest Builders Switch | Dragon Quest Builders 2 Switch
        Final Fantasy VII Switch | Final Fantasy VIII Remastered Switch
        Final Fantasy X/X-2 HD Remaster Switch | Final Fantasy XII The Zodiac Age Switch
        Final Fantasy VII Remake Intergrade Switch 2 | Final Fantasy VII Rebirth Switch 2
        Final Fantasy I-VI Collection Switch | Final Fantasy VI Switch
        Kingdom Hearts III PS4 | Kingdom Hearts 2.8 PS4
        Monster Hunter Rise Switch | Monster Hunter Rise + Sunbreak Switch
        Monster Hunter Stories 2 Switch | Monster Hunter Stories 3 Switch
        Monster Hunter Generations Ultimate Switch | Monster Hunter Rise Switch
        Persona 5 Royal Switch | Persona 5 Strikers Switch
        Persona 5 Tactica Switch | Persona 5 Royal Switch
        Persona 3 Portable Switch | Persona 4 Golden Switch
        Shin Megami Tensei V Switch | Shin Megami Tensei V: Vengeance Switch
        Shin Megami Tensei III Nocturne HD Switch | Shin Megami Tensei V Switch
        EA Sports FC 25 Switch | EA Sports FC 26 Switch
        EA Sports FC 26 Switch | EA Sports FC 26 Switch 2
        EA Sports FC 26 Standard Edition PS5 | EA Sports FC 26 Ultimate Edition PS5
        FIFA 23 Legacy Edition Switch | FIFA 22 Legacy Edition Switch
        F1 23 PS5 | F1 24 PS5
        F1 Manager 2023 PS5 | F1 23 PS5
        NBA 2K25 Switch | NBA 2K26 Switch
        NBA 2K26 Switch 2 | WNBA 2K26 Switch 2
        NHL 25 PS5 | NHL 26 PS5
        WWE 2K25 Switch 2 | WWE 2K24 PS5
        Let's Sing 2026 Switch | Let's Sing 2026 + 2 Microfones Switch
        Let's Sing Queen Switch | Let's Sing ABBA Switch
        PAW Patrol World Switch | PAW Patrol Grand Prix Switch
        LEGO Harry Potter Collection Switch | LEGO Harry Potter Years 1-4 Switch
        LEGO Jurassic World Switch | LEGO Marvel Super Heroes Switch
        LEGO Marvel Super Heroes Switch | LEGO Marvel Super Heroes 2 Switch
        LEGO Star Wars The Force Awakens Switch | LEGO Star Wars The Skywalker Saga Switch
        Sonic Mania Switch | Sonic Mania Plus Switch
        Sonic Frontiers Switch | Sonic Superstars Switch
        Sonic X Shadow Generations Switch 2 | Sonic X Shadow Generations (Game-Key Card) Switch 2
        Mega Man Legacy Collection Switch | Mega Man Legacy Collection 2 Switch
        Mega Man X Legacy Collection Switch | Mega Man Legacy Collection Switch
        Castlevania Anniversary Collection Switch | Castlevania Dominus Collection Switch
        Street Fighter 30th Anniversary Collection Switch | Street Fighter 6 Switch 2
        Ni no Kuni Switch | Ni no Kuni II Switch
        Diablo III Eternal Collection Switch | Diablo II Resurrected Switch
        Overcooked 2 Switch | Overcooked All You Can Eat Switch
        Overcooked Switch | Overcooked [Código na caixa] Switch
        Doom Switch | Doom Eternal Switch
        Doom Eternal Switch | Doom 64 Switch
        Crash Bandicoot N. Sane Trilogy Switch | Crash Bandicoot 4 It's About Time Switch
        Crash Team Racing Switch | Crash Team Rumble Switch
        Spyro Reignited Trilogy Switch | Spyro Reignited Trilogy PS4
        Little Nightmares Complete Edition Switch | Little Nightmares II Switch
        Little Nightmares II Switch | Little Nightmares III Switch
        The Witcher 3 Wild Hunt Switch | The Witcher 3 Wild Hunt Complete Edition Switch
        Cyberpunk 2077 Ultimate Edition Switch 2 | Cyberpunk 2077 PS5
        Stardew Valley Switch | Stardew Valley Collector's Edition Switch
        Hollow Knight Switch | Hollow Knight: Silksong Switch
        Cuphead Switch | Cuphead Limited Edition Switch
        Cult of the Lamb Switch | Cult of the Lamb Deluxe Edition Switch
        Taiko no Tatsujin Import JAP Switch | Taiko no Tatsujin Switch
        Yakuza Kiwami PS4 PlayStation Hits | Yakuza Kiwami PS4
        Story of Seasons Switch | Story of Seasons: Pioneers of Olive Town Switch
        Harvest Moon One World Switch | Harvest Moon The Winds of Anthos Switch
        Rune Factory 4 Special Switch | Rune Factory 5 Switch
        Trials of Mana Switch | Collection of Mana Switch
        Trine 4 Switch | Trine 5 Switch
        Borderlands 3 Ultimate Edition Switch | Borderlands 4 Switch 2
        Professor Layton e o Novo Mundo Switch | Professor Layton Curious Village Switch
        Consola Nintendo Switch OLED Branca | Consola Nintendo Switch OLED Neon
        Consola Nintendo Switch OLED Branca | Consola Nintendo Switch Branca
        Consola Nintendo Switch Lite Azul | Consola Nintendo Switch Lite Coral
        Consola Nintendo Switch Lite Amarela | Consola Nintendo Switch Amarela
        Consola Nintendo Switch 2 | Consola Nintendo Switch 2 + Mario Kart World
        Consola Nintendo Switch 2 + Mario Kart World | Consola Nintendo Switch 2 + Pokémon Legends Z-A
        Consola Nintendo Switch 2 | Consola Nintendo Switch 2 (Recondicionada)
        Consola Nintendo Switch 2 | Bolsa para Consola Nintendo Switch 2
        Consola Nintendo Switch | Consola Nintendo Switch 2
        Consola Nintendo Switch OLED Branca | Consola Nintendo Switch OLED Edição Mario Vermelha
        Joy-Con Azul/Vermelho Nintendo Switch | Joy-Con Roxo/Laranja Nintendo Switch
        Joy-Con Esquerdo Azul Switch | Joy-Con Direito Azul Switch
        Joy-Con 2 (Par) Nintendo Switch 2 | Joy-Con (Par) Nintendo Switch
        Comando Pro Nintendo Switch | Comando Pro Nintendo Switch 2
        Comando Pro Nintendo Switch | Capa Comando Pro Nintendo Switch
        Comando PowerA Pikachu Switch | Comando PowerA Zelda Switch
        amiibo Link Tears of the Kingdom | amiibo Zelda Tears of the Kingdom
        amiibo Splatoon Inkling Girl | amiibo Splatoon Inkling Boy
        SanDisk microSD Express 256GB Switch 2 | SanDisk microSD Express 512GB Switch 2
        Cartão microSDXC SanDisk 128GB Switch | Cartão microSDXC SanDisk 256GB Switch
        Cartão Nintendo eShop 25€ | Cartão Nintendo eShop 50€
        Nintendo Switch Online 3 Meses | Nintendo Switch Online 12 Meses
        Película Vidro Temperado Switch OLED | Película Vidro Temperado Switch Lite
        Volante Mario Kart Racing Wheel Pro Mini Switch | Volante Mario Kart Racing Wheel Pro Deluxe Switch
        Bolsa Nintendo Switch Zelda | Bolsa Nintendo Switch Mario
        Super Smash Bros. Ultimate Switch | Super Smash Bros. Ultimate Fighters Pass Switch
        Dark Souls Remastered Switch | Dark Souls Trilogy PS4
        Resident Evil 2 PS4 | Resident Evil 3 PS4
        Resident Evil 4 PS4 | Resident Evil 4 Gold Edition PS5
        Resident Evil Requiem Switch 2 | Resident Evil Village Gold Edition Switch 2
        Assassin's Creed The Ezio Collection Switch | Assassin's Creed The Rebel Collection Switch
        Assassin's Creed III Remastered Switch | Assassin's Creed Shadows Switch 2
        Sniper Elite 4 Switch | Sniper Elite V2 Remastered Switch
        Sniper Elite 5 PS5 | Sniper Elite Resistance PS5
        Moving Out Switch | Moving Out 2 Switch
        Unravel Two Switch | Unravel PS4
        Gear.Club Unlimited 2 Switch | Gear.Club Unlimited Switch
        My Universe Fashion Boutique Switch | My Universe Pet Clinic Switch
        Mega Man X Switch | Mega Man 10 Switch
        F1 25 PS5 | F1 25 Iconic Edition PS5
        The Last of Us Part I PS5 | The Last of Us Part II Remastered PS5
        The Last of Us Part II PS4 | The Last of Us Part II Remastered PS5
        Let's Sing 2027 PS5 | Let's Sing 2026 PS5
        Cities: Skylines II - PS5 | Cities: Skylines PS5
        Call of Duty Black Ops 6 PS5 | Call of Duty Black Ops 7 PS5
        Call of Duty Modern Warfare II PS5 | Call of Duty Modern Warfare III PS5
        Call of Duty Modern Warfare PS4 | Call of Duty Modern Warfare II PS4
        Yakuza Kiwami PS5 | Yakuza Kiwami 2 PS5
        Yakuza 0 PS4 | Yakuza 3 Remastered PS4
        Like a Dragon: Ishin! PS5 | Like a Dragon: Infinite Wealth PS5
        Metal Gear Solid Master Collection Vol. 1 PS5 | Metal Gear Solid Master Collection Vol. 2 PS5
        Metal Gear Solid Master Collection Vol. 2 PS5 | Metal Gear Solid: Master Collection Vol.2 - Day One Edition PS5
        Final Fantasy XVI PS5 | Final Fantasy XV PS4
        Final Fantasy XIV PS5 | Final Fantasy XVI PS5
        Doom The Dark Ages PS5 | Doom Eternal PS5
        Wolfenstein The New Order PS4 | Wolfenstein II The New Colossus PS4
        Tales of Eternia Remastered PS5 | Tales of Xillia Remastered PS5
        Naruto Shippuden Ultimate Ninja Storm 4 PS4 | Naruto Shippuden Ultimate Ninja Storm 4 Road to Boruto PS4
        Dragon Ball Xenoverse PS4 | Dragon Ball Xenoverse 2 PS4
        Dragon Ball Z Kakarot PS5 | Dragon Ball Z Kakarot Legendary Edition PS5
        One Piece Odyssey PS5 | One Piece Pirate Warriors 4 PS4
        MotoGP 24 Switch | MotoGP 25 Switch
        MXGP 2021 PS5 | MXGP 2020 PS5
        Ride 4 PS5 | Ride 5 PS5
        Train Sim World 5 PS5 | Train Sim World 6 PS5
        Farming Simulator 23 Switch | Farming Simulator 25 PS5
        Bus Simulator 21 PS5 | Bus Simulator 27 PS5
        Overcooked! 2 Switch | Overcooked! All You Can Eat Switch
        Two Point Hospital Switch | Two Point Campus Switch
        Sonic Forces PS4 | Sonic Frontiers PS4
        Crash Bandicoot 4 PS5 | Crash Bandicoot 4 + Spyro PS5
        Efootball PES 2021 PS4 | Efootball PES 2021 + Headset PS4
        Just Dance 2024 Edition Switch | Just Dance 2024 Ultimate Edition Switch
        Mortal Kombat 1 PS5 | Mortal Kombat 11 PS5
        Mortal Kombat 11 PS4 | Mortal Kombat 11 Ultimate PS4
        Nintendo Switch Sports Switch | Nintendo Switch Sports + Leg Strap Switch
        Zelda: Tears of the Kingdom Switch | Zelda: Tears of the Kingdom (Collector's Edition) Switch
        Pokémon Diamante Brilhante Switch | Pokémon Pérola Reluzente Switch
        Pokémon Let's Go Pikachu Switch | Pokémon Let's Go Eevee Switch
        Shovel Knight Treasure Trove Switch | Shovel Knight Dig Switch
        Sackboy A Big Adventure PS5 | Sackboy A Big Adventure PS4
        Rayman Legends Switch | Rayman Origins PS4
        Paper Mario The Origami King Switch | Paper Mario The Thousand-Year Door Switch
        WarioWare Get It Together Switch | WarioWare Move It Switch
        Fire Emblem Fates 3DS | Fire Emblem Awakening 3DS
        PC Building Simulator Switch | Building Simulator Switch
        Comando DualSense Branco PS5 | Comando DualSense Preto PS5
        Comando DualSense PS5 | Comando DualSense Edge PS5
        Auscultadores Pulse Elite PS5 | Auscultadores Pulse 3D PS5
        Bolsa Nintendo Switch OLED | Bolsa Nintendo Switch Lite
        Consola PS5 Slim | Consola PS5 Pro
        Consola PS5 Slim Digital | Consola PS5 Slim
        Cartão PlayStation 20€ | Cartão PlayStation 50€
        Suporte PS5 Slim | Suporte PS5 Pro
        """;
}
