namespace Promozilla.Tests.Scraper.Titles;

/// <summary>Things as Portuguese shops call them, one a line, by what they are.</summary>
internal static class TitlesByKind
{
    public const string Games =
        """
        Super Mario Odyssey - Nintendo Switch
        JOGO SWITCH 2 DONKEY KONG BANANZA
        JOGO SWITCH HOT WHEELS UNLEASHED 2
        Hot Wheels Unleashed Switch
        Wheel of Fortune Nintendo Switch
        The Case of the Golden Idol Switch
        Ace Attorney Investigations Collection Switch
        Master Detective Archives: Rain Code Switch
        Nintendo Labo Toy-Con 01 Kit Variado
        Nintendo Labo: Kit VR
        Ring Fit Adventure Nintendo Switch
        Mario Kart Live: Home Circuit Mario Switch
        Just Dance 2026 Edition Switch (Código na caixa)
        Let's Sing 2026 + 2 Microfones Switch
        Let's Sing 2026 + 1 Mic Switch
        Nintendo Switch Sports
        Nintendo Switch Sports + Leg Strap
        1-2-Switch
        Nintendo Switch 2 Welcome Tour
        Super Mario Party + Joy-Con
        Mario Party Superstars Switch
        LEGO City Undercover Switch
        LEGO Harry Potter Collection Nintendo Switch
        LEGO Star Wars: A Saga Skywalker Switch
        7 Days to Die Console Edition PS5
        Skin Deep Switch
        The Last Stand Aftermath Switch
        Cabela's The Hunt: Championship Edition Switch
        Jogo Nintendo Switch Carrossel de Jogos
        Puzzle Bobble Everybubble Switch
        Puyo Puyo Puzzle Pop
        Picross S Switch
        Mario & Luigi: Brothership SWITCH OFERTA PORTA-CHAVES
        Super Mario Bros. Wonder Switch com oferta caneca
        Professor Layton e a Vila Misteriosa Switch
        Animal Crossing: New Horizons Nintendo Switch
        Fire Emblem Engage
        Metroid Prime 4: Beyond – Nintendo Switch 2 Edition
        Kirby and the Forgotten Land - Nintendo Switch 2 Edition + Star-Crossed World
        Pokémon Púrpura Switch
        Xenoblade Chronicles X: Definitive Edition
        Monster Hunter Stories 3: Twisted Reflection
        EA Sports FC 26 Switch 2
        Hogwarts Legacy Nintendo Switch
        Minecraft Nintendo Switch
        Taiko no Tatsujin: Rhythm Festival Switch
        Capcom Fighting Collection 2
        Shin Megami Tensei V: Vengeance
        Control Ultimate Edition Switch
        Stealth Inc 2: A Game of Clones
        Arcade Paradise Switch
        Rock Band 4 PS4
        Guitar Hero Live + Guitarra PS4
        Bolsa de Valores Simulator Switch
        Gear.Club Unlimited 3 Switch 2
        Grip Combat Racing Switch
        GRIP: Combat Racing - Rollers vs AirBlades Ultimate Edition Switch
        Clubhouse Games: 51 Worldwide Classics
        51 Worldwide Games Switch
        Figment 2: Creed Valley Switch
        Figura Simulator Switch
        Poster Boy Switch
        Docked Switch
        Skate City Switch
        Cable Car Simulator Switch
        My Arcade Museum Switch
        Camera Obscura Switch
        Zelda: Link's Awakening (Usado) Switch
        Code Vein Switch
        Atelier Ryza 2 Switch
        """;

    public const string Consoles =
        """
        Nintendo Switch 2 (Recondicionado Como Novo)
        Nintendo Switch OLED Branca Recondicionada Grade A
        Consola Nintendo Switch 2
        Consola Nintendo Switch 2 + Mario Kart World
        Nintendo Switch 2 + Mario Kart World
        Bundle Nintendo Switch 2 + Pokémon Legends: Z-A
        Pack Consola Nintendo Switch OLED Branca + Mario Kart 8 Deluxe + 3 meses NSO
        CONSOLA NINTENDO SWITCH OLED NEON
        Nintendo Switch OLED Branca
        Nintendo Switch OLED Edição Zelda Tears of the Kingdom
        Consola Nintendo Switch Lite Turquesa
        Nintendo Switch Lite Coral
        Nintendo Switch Lite Hyrule Edition
        Nintendo Switch V2 Cinzenta
        Nintendo Switch (Neon Azul/Vermelho)
        Consola Nintendo Switch OLED (Modelo 2021) 64 GB Branco
        Videoconsola Nintendo Switch 2 256GB
        Nintendo Switch - Modelo OLED Mario Red Edition
        Consola Portátil Nintendo Switch Lite Amarela
        Consola Nintendo Switch 2 (Recondicionado)
        Consola Nintendo Switch Usada Cinzenta
        Nintendo Switch 2 Console + Mario Kart World Bundle
        Pack Nintendo Switch OLED Azul/Vermelho Neón + Super Mario Bros. Wonder
        Consola PlayStation 5 Slim 1TB
        PlayStation 5 Pro 2TB
        Consola PS5 Slim + EA Sports FC 26
        Xbox Series S 512GB Branca
        Consola Xbox Series X 1TB Digital
        Consola Retro Evercade EXP-R
        Steam Deck OLED 512GB
        """;

    public const string Controllers =
        """
        Comando Nintendo Switch Pro Controller
        Pro Controller Nintendo Switch 2
        Nintendo Switch Pro Controller Zelda Tears of the Kingdom Edition
        Comando Pro Switch 2 Preto
        Joy-Con 2 (Par) Azul Claro / Vermelho Claro
        Par de Joy-Con Roxo/Laranja Nintendo Switch
        Comandos Joy-Con Nintendo Switch Verde/Rosa
        Joy-Con Esquerdo Azul Néon
        Nintendo Switch Joy-Con Pair Pastel Pink/Yellow
        Comando PowerA Wired Nintendo Switch Pikachu
        Comando Wireless Nacon Nintendo Switch
        PowerA Enhanced Wireless Controller Switch Zelda
        HORI Split Pad Pro Nintendo Switch Pikachu
        Hori Split Pad Compact (Eevee)
        8BitDo Ultimate Bluetooth Controller com Base
        8BitDo SN30 Pro
        Mando Inalámbrico Nintendo Switch Freaks and Geeks
        Gamepad Mars Gaming MGP Switch/PC
        Arcade Stick HORI Fighting Stick Nintendo Switch
        Comando Nintendo 64 para Nintendo Switch Online
        Comando SNES Nintendo Switch
        Comando GameCube Nintendo Switch 2
        Pack 2 Comandos Switch Under Control
        Comando com fio Switch + Capa
        Comando Xbox Wireless Carbon Black
        Comando DualSense Edge PS5
        Comando DualShock 4 V2 Preto
        Poké Ball Plus
        """;

    public const string Headsets =
        """
        Auscultadores Gaming HyperX Cloud Nintendo Switch
        Headset Turtle Beach Recon 70 Nintendo Switch
        Turtle Beach Recon 50N Headset Switch
        Auriculares Gaming Stereo Nintendo Switch PDP LVL40
        Auscultadores Bluetooth Pikachu OTL Kids
        Headphones OTL Super Mario
        Auscultadores com fio STEALTH C6-100 Switch
        """;

    public const string Accessories =
        """
        Bolsa para Consola Nintendo Switch
        Bolsa de Transporte Nintendo Switch OLED Zelda
        Bolsa Jurassic World Debossed para Nintendo Switch e Switch 2
        Estojo Nintendo Switch Lite + Película Protetora
        Nintendo Switch 2 Carrying Case & Screen Protector
        Nintendo Switch 2 Bolsa de Transporte e Protetor de Ecrã
        Capa de Silicone para Joy-Con
        Capa Protetora Nintendo Switch Lite Transparente
        Funda para Nintendo Switch OLED
        Mala de Viagem Deluxe Nintendo Switch
        PDP Travel Case Plus GLOW Super Mario Switch
        Película de Vidro Temperado Nintendo Switch OLED
        Protetor de Ecrã Nintendo Switch Lite
        Protector de Pantalla Cristal Templado Switch 2
        Screen Protector Nintendo Switch 2
        Volante Mario Kart Racing Wheel Pro Mini Switch
        Volante HORI Mario Kart Racing Wheel Pro Deluxe Nintendo Switch
        Volantes Joy-Con Nintendo Switch (Par)
        Nintendo Switch Joy-Con 2 Wheel (Pair)
        Joy-Con Charging Grip Nintendo Switch
        Joy-Con 2 Charging Grip
        Grip Joy-Con Nintendo Switch
        Correia Joy-Con
        Base de Carregamento Joy-Con Nintendo Switch
        Base de Carregamento + Suporte Switch
        Estação de Carregamento 4 Joy-Con PowerA
        Carregador Nintendo Switch
        Nintendo Switch AC Adapter
        Adaptador de Corrente Nintendo Switch 2
        Adaptador LAN Nintendo Switch
        Cabo HDMI Nintendo Switch
        Cabo USB-C 3m Nintendo Switch
        Nintendo Switch 2 Dock Set
        Dock Nintendo Switch OLED
        Conjunto Dock Nintendo Switch 2
        Suporte Ajustável de Carregamento Nintendo Switch
        Stand HORI Compact PlayStand Nintendo Switch
        Câmara Nintendo Switch 2
        Câmara Piranha Plant Nintendo Switch 2
        Microfone USB Nintendo Switch
        Cartão de Memória SanDisk microSDXC 256GB Nintendo Switch
        SanDisk microSD Express 256GB Nintendo Switch 2
        Cartão MicroSD Samsung EVO Select 512GB
        Samsung microSD Express 256 GB Super Mario
        Lexar Play Pro microSDXC Express 1TB
        Suporte para Auscultadores
        Headset Stand RGB
        Cabo para Headset 3.5mm
        Thumb Grips Nintendo Switch Zelda
        Pack de Acessórios Nintendo Switch Lite 10 em 1
        Starter Kit Nintendo Switch Sports 12 em 1
        Kit de Proteção Nintendo Switch 2
        Kit de Limpeza Nintendo Switch
        Caixa para 24 Jogos Nintendo Switch
        Porta-jogos Nintendo Switch Super Mario
        Game Card Case 12 Nintendo Switch
        Skin Autocolante Nintendo Switch OLED
        Teclado USB Nintendo Switch
        Power Bank Nintendo Switch 10000mAh
        Caneta Stylus Nintendo Switch
        amiibo Link (Tears of the Kingdom)
        Amiibo Super Mario Cereal
        Figura amiibo Zelda
        amiibo Splatoon 3 Inkling
        Pack amiibo Splatoon 3
        Nintendo amiibo Kirby Air Riders: Kirby & Warp Star
        Ring-Con + Leg Strap Nintendo Switch
        Pack Desportos 10 em 1 Nintendo Switch Sports
        Ventoinha de Arrefecimento Nintendo Switch
        Capa de Proteção Comando Pro Switch
        Bateria Externa Nintendo Switch
        Alça de Perna Nintendo Switch (Ring Fit)
        Tapete de Rato Super Mario
        """;

    public const string Others =
        """
        Cartão Oferta Nintendo 50€
        Cartão Nintendo eShop 25€
        Cartão Nintendo eShop 15 EUR
        Nintendo eShop Card 50€
        Cartão Presente Nintendo 35€
        Nintendo Switch Online 12 Meses
        Nintendo Switch Online + Pacote de Expansão 12 Meses Individual
        Subscrição Nintendo Switch Online 3 meses Familiar
        Gift Card Nintendo 15€
        Cartão Roblox 10€
        Xbox Game Pass Ultimate 3 meses
        PlayStation Plus Extra 12 meses
        Cartão PlayStation Network 50€
        Fortnite V-Bucks 2800
        T-Shirt Super Mario M
        Caneca Nintendo Switch
        Caneca Zelda Hyrule
        Peluche Kirby 20cm
        Peluche Super Mario Yoshi
        Figura Funko Pop Pikachu
        Funko Pop! Games: Pokémon - Eevee
        Porta-chaves Super Mario
        Poster Zelda Breath of the Wild
        Puzzle Super Mario 1000 Peças
        LEGO Super Mario 71360 Aventuras com Mario
        LEGO Super Mario - Pack Inicial 71439
        LEGO Animal Crossing 77050
        Livro The Legend of Zelda Hyrule Historia
        Guia Oficial Zelda Tears of the Kingdom
        The Legend of Zelda: Tears of the Kingdom - The Complete Official Guide
        The Art of Super Mario Odyssey
        Artbook Octopath Traveler
        Candeeiro Super Mario Bloco
        Despertador Nintendo Alarmo
        Nintendo Sound Clock: Alarmo
        Boné Super Mario
        Gorro Zelda
        Meias Super Mario Pack 5
        Sweatshirt Pokémon
        Monopoly Super Mario
        Jogo de Tabuleiro Catan
        Jogo de Cartas UNO Super Mario
        Pokémon TCG Booster Escarlate e Púrpura
        Cartas Pokémon Elite Trainer Box
        Mochila Super Mario
        Almofada Kirby
        Copo Térmico Zelda
        Manga Splatoon 1
        Vinil Celeste OST
        Boneco Articulado Link
        Carteira Pokémon
        Lancheira Super Mario
        Relógio de Parede Super Mario
        Candeeiro PlayStation Icons
        """;
}
