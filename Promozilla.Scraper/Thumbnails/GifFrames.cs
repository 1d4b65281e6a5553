namespace Promozilla.Scraper.Thumbnails;

/// <summary>Counts a GIF's pictures without decoding any.</summary>
internal static class GifFrames
{
    private const byte Extension = 0x21, Picture = 0x2C;

    public static bool AreSeveral(ReadOnlySpan<byte> gif)
    {
        var at = 13 + TableLength(gif[10]);
        var frames = 0;
        while (at < gif.Length)
        {
            if (gif[at] == Extension)
            {
                at = BlocksEnd(gif, at + 2);
            }
            else if (gif[at] == Picture && at + 10 < gif.Length)
            {
                if (++frames > 1) return true;
                at = BlocksEnd(gif, at + 11 + TableLength(gif[at + 9]));
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int BlocksEnd(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length && gif[at] != 0) at += gif[at] + 1;
        return at + 1;
    }
}
