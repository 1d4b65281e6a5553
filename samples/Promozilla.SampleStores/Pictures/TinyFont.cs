namespace Promozilla.SampleStores.Pictures;

/// <summary>Capitals of 5 by 7 dots: seven hexadecimal rows a letter, the leftmost dot is the highest bit.</summary>
public static class TinyFont
{
    public const int Columns = 5;
    public const int Rows = 7;
    public const int Advance = 6;

    private const string Letters =
        """
        A 0E11111F111111 B 1E11111E11111E C 0E11101010110E D 1E11111111111E E 1F10101E10101F F 1F10101E101010 G 0E11101711110F
        H 1111111F111111 I 0E04040404040E J 0702020202120C K 11121418141211 L 1010101010101F M 111B1515111111 N 11191513111111
        O 0E11111111110E P 1E11111E101010 Q 0E11111115120D R 1E11111E141211 S 0F10100E01011E T 1F040404040404 U 1111111111110E
        V 11111111110A04 W 1111111515150A X 11110A040A1111 Y 11110A04040404 Z 1F01020408101F
        0 0E11131519110E 1 040C040404040E 2 0E11010608101F 3 1E01010E01011E 4 02060A121F0202 5 1F101E0101110E 6 0608101E11110E
        7 1F010204080808 8 0E11110E11110E 9 0E11110F01020C + 0004041F040400 - 0000001F000000 & 0C12140815120D / 01010204081010
        ! 04040404040004 . 00000000000C0C : 000C0C000C0C00 ' 04040800000000 , 00000000040408
        """;

    private static readonly Dictionary<char, byte[]> Glyphs = Parse();

    public static bool IsSet(char letter, int column, int row) =>
        Glyphs.TryGetValue(letter, out var rows) && ((rows[row] >> (Columns - 1 - column)) & 1) == 1;

    public static int WidthOf(string text, int scale) => text.Length == 0 ? 0 : ((text.Length * Advance) - 1) * scale;

    private static Dictionary<char, byte[]> Parse()
    {
        var words = Letters.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToDictionary(pair => pair[0][0], pair => Convert.FromHexString(pair[1]));
    }
}
