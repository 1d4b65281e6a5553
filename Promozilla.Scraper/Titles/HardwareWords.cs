namespace Promozilla.Scraper.Titles;

/// <summary>What shops call the things that are no game, in Portuguese, Spanish and English: the parts that the patterns of <see cref="KindText"/> and <see cref="HardwareText"/> are made of. Plain text (see <see cref="TitleText.Plain"/>).</summary>
internal static class HardwareWords
{
    public const string Controllers =
        @"comandos?(?! (?:remoto|multimedia|distancia))|mandos?(?! a distancia)|controllers?|gamepads?|joy-?\s?con(?:s|'s)?|joysticks?|arcade sticks?|fight(?:ing)? sticks?|split ?pad|dualsense|dualshock|hotas|poke ball plus|sn30|nunchu[ck]k?|manetes?"
        + @"|horipad|wolverine|elite series 2|gamesir|backbone|rematch (?:advantage|glow)|realmz|eswap|revolution (?:x|5|unlimited|pro)";

    public const string Headsets = @"(?:micro-?)?auscultador(?:es)?|auricular(?:es)?|headsets?|headphones?|neckset|earbuds?|earphones?|fones?(?: de ouvido)?|cascos|arctis|blackshark|barracuda|inzone|pulse (?:3d|elite|explore)"
        + @"|cloud (?:ii|iii|alpha|stinger|core|flight|mix|orbit)|recon (?:50|70|200)\w*|stealth (?:300|500|600|700|pro)|(?:ps|playstation)\s?vr\s?2?|psvr\s?2?";

    /// <summary>Nouns that make an accessory wherever they stand: no game is called so.</summary>
    public const string Surely =
        @"carregador(?:es)?|carregamento|cargador|charging|charger|adaptador(?:es)?|adapters?|pelicula|vidro temperado|cristal templado|screen protectors?|tempered glass|protet?or(?:es)? (?:de )?(?:ecra|pantalla|analogicos?)"
        + @"|(?:carrying|carry|travel|protective|protection|hard|slim|card|storage|deluxe) case|carry(?:ing)? bag|bolsa de transporte|mala de transporte|travel kit|starter kit|combo pack|kit de (?:acess|prote|limpeza|viagem|carreg|inicia)\w*|pack (?:de )?(?:acess|desportos)\w*"
        + @"|acessorios|accesorios|micro\s?sd\w*|memory card|cartao de memoria|tarjeta de memoria|docking|dock set|racing wheels?|volantes?|wheel (?:pro|pair|for)|thumb\s?(?:grips?|sticks?)|grips? para|sponge rings|play\s?stand|power\s?bank|stylus|modulo|manipulo|amiibo|ring-con"
        + @"|leg strap|(?:usb|hdmi|link) cables?|cabo (?:usb|hdmi|de )|usb-c|porta-?jogos|game cards? case|lan adapter|ac adapter|tapete (?:de rato|gaming)|teclado|mouse ?pad|hub usb|battery pack|bateria externa|headset stand|playstation portal|telecomando|media remote|comando remoto|expansion card|disc drive|leitor de discos|unidade de discos";

    /// <summary>Nouns that make an accessory where a title begins.</summary>
    public const string First =
        @"bolsa(?! de valores)|capas?|cases? (?:para|for|nintendo|switch|joy)|estojo|funda|mala|maletin|suportes?|soporte|base (?:de )?(?:carreg|carga)\w*|base (?:magnetica|universal|vertical|refrigera\w*)|estacao (?:de )?(?:carreg|carga)\w*|dock (?:tv|para|for|nintendo|switch|station|oled|set)|doca|cabos?|protet?or(?:es)?"
        + @"|protecao|correias?|alcas?|straps? (?:para|for|joy|nintendo)|microfones?|camara|camera (?:nintendo|switch|hd|usb|web)|webcam|cartao (?:micro|sd)|skins? (?:autocolante|para|for|pack|nintendo|sticker)|autocolantes?|stand (?:hori|para|for|nintendo|switch|\w+ switch)|grips? (?:para|for|joy|nintendo|switch|de|com)"
        + @"|rato|caneta|bateria|transformador|ventoinha|cooler|colunas?|altifalante|caixas? (?:para|de) (?:\d+ )?(?:jogos|cartuchos)|organizador|expositor|disco (?:externo|duro|rigido|ssd)|ssd|tripe|luvas|tampas?|botoes|analogicos?|carcaca|mochila(?=.*\bswitch\b)|wheels? (?:para|for|joy|nintendo)|cadeira|pedais|pedal|shifter|base de acoplamento|estacao de acoplamento|placas? (?:para|de) (?:consola|captura)|kit";

    /// <summary>English nouns that follow what they are for: "Joy-Con Strap", "DualSense Charging Station".</summary>
    public const string Tails = @"straps?|grips?|stand|cases?|charger|charging|docks?|docking|station|holder|skins?|covers?|bag|wheels?|cable|caps?|mount|hub|combo pack|kit|stickers?|shell|sleeve|adapter|battery";

    /// <summary>Who makes nothing but accessories.</summary>
    public const string Makers =
        @"hori|powera|power a|pdp|nacon|8bitdo|subsonic|bigben|big ben|ardistel|fr-?tec|indeca|blackfire|thrustmaster|turtle beach|hyperx|razer|logitech|sandisk|samsung|lexar|kingston|woxter|freaks (?:and|&|n) geeks|konix|speedlink|gioteck|numskull|steelplay|lazerbuilt|snakebyte|piranha|mad catz|dobe|ipega|spigen|tomtoc|jsaux|skull & co|under control|oniverse|hama|otl|kontrol ?freek|hyperkin|retro-bit|steelseries|corsair|astro|mars gaming|krom|energy sistem|cygnett|verbatim|trade ?invaders|exquisite gaming";
}
