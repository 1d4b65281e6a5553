using System.Collections.Frozen;

namespace Promozilla.Scraper.Prices;

/// <summary>Finds a currency in a text. Codes and compound signs ("AU$") win over bare ones ("$"); one-letter signs count only when they stand alone.</summary>
public static class CurrencySigns
{
    private static readonly FrozenSet<string> Codes =
        """
        AED AFN ALL AMD ARS AUD AZN BGN BHD BRL BTC BYN CAD CHF CLP CNY COP CRC CZK DKK EGP EUR GBP GEL HKD HRK HUF IDR ILS INR IQD IRR ISK JOD JPY
        KES KRW KWD KZT LBP LKR MAD MDL MKD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN PTE QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU UZS
        VND ZAR
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // Longest first within each list: "AU$" is tried before "$".
    private static readonly (string Sign, string Currency)[] Compound = Table(
        "US$:USD US:USD AU$:AUD A$:AUD CAN$:CAD C$:CAD NZ$:NZD HK$:HKD NT$:TWD MX$:MXN R$:BRL J$:JMD MOP$:MOP TT$:TTD G$:GYD SGD$:SGD E£:EGP B/.:PAB "
        + "S/:PEN R₣:RWF euros:EUR euro:EUR Euro:EUR EURO:EUR eur:EUR mkd:MKD");

    private static readonly (string Sign, string Currency)[] Plain = Table(
        "€:EUR тг.:KZT тг:KZT ₸:KZT $:USD £:GBP ￡:GBP ¥:JPY ￥:JPY zł:PLN Kč:CZK рублей:RUB рубля:RUB руб.:RUB руб:RUB р.:RUB ₽:RUB Rbl:RUB грн.:UAH грн:UAH ₴:UAH hrn:UAH ₫:VND "
        + "Rp:IDR lei:RON Lei:RON LEI:RON Ft:HUF TL:TRY ₺:TRY ₪:ILS ₹:INR र:INR Rs:Rs лв.:BGN лв:BGN ฿:THB บาท:THB ریال:IRR ﷼:IRR تومان:تومان ؋:AFN ֏:AMD "
        + "₼:AZN Nu.:BTN FBu:BIF ៛:KHR FCFA:XAF ₣:FRF francs:FRF kn:HRK ₱:PHP Fdj:DJF Nfk:ERN ₭:LAK RM:MYR UM:MRU ₮:MNT TSh:TZS VT:VUV Vt:VUV ZK:ZMW ₿:BTC "
        + "FG:GNF KD:KWD ₤:₤ 원:KRW ₩:KRW جنيه:EGP ريال:SAR 元:CNY 人民币:CNY 圓:TWD yuan:CNY нафка:ERN ብር:ETB ლ:GEL lari:GEL ₵:GHS ден:MKD FRw:RWF د.ك:KWD د.ت:TND "
        + ".د.ب:BHD د.ع:IQD د.ا:JOD د.م:MAD ر.ع:OMR ر.ي:YER ج.س:SDG ل.ل:LBP ش.ج:ILS ש\"ח:ILS රු:LKR KShs:KES so'm:UZS дин:RSD pound:GBP kr:kr Kr:kr Br:Br "
        + "Dhs:AED Dh:Dh Esc:CVE");

    private static readonly (string Sign, string Currency)[] Alone = Table(
        "Р:RUB R:ZAR Q:GTQ P:BWP L:HNL G:HTG с:KGS MT:MZN Ar:MGA SPL:SPL ID:IQD NT:TWD Sl:SLL S':S' som:KGS نافكا:ERN د.:د.");

    /// <summary>The currency that a text names, with where its sign stands; null when it names none.</summary>
    public static (string Currency, int Start, int Length)? Find(string text)
    {
        if (FindCode(text) is { } code) return code;
        return FindIn(text, Compound) ?? FindIn(text, Plain) ?? FindAlone(text);
    }

    /// <summary>Decimals beyond two are money there: "423.923 KD" is a little over 423 dinars.</summary>
    public static bool HasThreeDecimals(string? currency) => currency is "KWD" or "BHD" or "JOD" or "OMR" or "TND" or "IQD";

    private static (string, int, int)? FindCode(string text)
    {
        for (var i = 0; i + 3 <= text.Length; i++)
        {
            if (!char.IsAsciiLetterUpper(text[i]) || !Bounded(text, i, 3) || !Codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(i, 3), out var code)) continue;
            return (code, i, 3);
        }

        return null;
    }

    private static (string, int, int)? FindIn(string text, (string Sign, string Currency)[] table)
    {
        (string, int, int)? best = null;
        var start = int.MaxValue;
        foreach (var (sign, currency) in table)
        {
            for (var at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0 && at < start; at = text.IndexOf(sign, at + 1, StringComparison.Ordinal))
            {
                // "US 12" without its dollar is no sign.
                if (!Bounded(text, at, sign.Length) || (sign == "US" && text.IndexOf('$', at) < 0)) continue;
                (best, start) = ((currency, at, sign.Length), at);
                break;
            }
        }

        return best;
    }

    private static (string, int, int)? FindAlone(string text)
    {
        foreach (var (sign, currency) in Alone)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0 || !Bounded(text, at, sign.Length)) continue;
            var rest = text.AsSpan(0, at).ToString() + text[(at + sign.Length)..];
            if (!rest.Any(char.IsLetter)) return (currency, at, sign.Length);
        }

        return null;
    }

    private static bool Bounded(string text, int start, int length)
    {
        var end = start + length;
        var before = start > 0 && char.IsLetter(text[start - 1]) && char.IsLetter(text[start]);
        var after = end < text.Length && char.IsLetter(text[end]) && char.IsLetter(text[end - 1]);
        return !before && !after;
    }

    private static (string Sign, string Currency)[] Table(string pairs) =>
        [.. pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => (pair[..pair.LastIndexOf(':')], pair[(pair.LastIndexOf(':') + 1)..]))
            .OrderByDescending(pair => pair.Item1.Length)];
}
