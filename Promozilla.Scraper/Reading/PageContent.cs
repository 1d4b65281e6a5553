using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Reading;

/// <summary>A page as text, and where it came from.</summary>
public sealed partial record PageContent(string Text, Uri? Url)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Of the answer that brought it; null for a page that was not fetched.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    static PageContent() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public bool LooksLikeJson => Text.AsSpan().TrimStart("\ufeff \t\r\n") is ['{' or '[', ..] or [')', ']', '}', '\'', ..] or ['f', 'o', 'r', '(', ';', ..] or ['w', 'h', 'i', 'l', 'e', '(', ..];

    /// <summary>Decodes as a browser would: byte order mark, the answer's charset, the page's own, else UTF-8 if the bytes are valid UTF-8 and windows-1252 if not.</summary>
    /// <param name="charset">Of the Content-Type header, when there was one.</param>
    public static PageContent Decode(ReadOnlySpan<byte> bytes, Uri? url, string? charset = null)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return new(Encoding.UTF8.GetString(bytes[3..]), url);
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return new(Encoding.Unicode.GetString(bytes[2..]), url);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return new(Encoding.BigEndianUnicode.GetString(bytes[2..]), url);
        if (WithoutMark(bytes) is { } wide) return new(wide.GetString(bytes), url);
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        var declared = charset ?? (Declared().Match(head) is { Success: true } match ? match.Groups[1].Value + match.Groups[2].Value : null);
        var named = Named(declared);
        // One that is read as one byte a letter and still is valid UTF-8 with letters beyond ASCII was declared wrong: by chance that doesn't happen.
        if (named is { IsSingleByte: false } && named.CodePage != Encoding.UTF8.CodePage) return new(named.GetString(bytes), url);
        try
        {
            return new(StrictUtf8.GetString(bytes), url);
        }
        catch (DecoderFallbackException)
        {
            // UTF-8 but for a broken byte: keep the rest. Otherwise what it says, or the old default of western pages.
            var lossy = Encoding.UTF8.GetString(bytes);
            var isUtf8 = lossy.Count(c => c == '\ufffd') * 2 <= lossy.Count(c => c > '\u007f');
            return new(isUtf8 ? lossy : (named is { IsSingleByte: true } ? named : Encoding.GetEncoding(1252)).GetString(bytes), url);
        }
    }

    // Markup is mostly ASCII: in UTF-16 every other byte of it is zero.
    private static UnicodeEncoding? WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length & ~1, 512)];
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }

        var most = head.Length / 2 * 3 / 4;
        if (head.Length < 16) return null;
        return odd > most && even == 0 ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false) : even > most && odd == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }

    private static Encoding? Named(string? charset)
    {
        if (charset is null) return null;
        try
        {
            var encoding = Encoding.GetEncoding(charset.Trim('"', '\'', ' '));
            // WHATWG: a page that says latin-1 or ASCII is read as windows-1252.
            return encoding.CodePage is 28591 or 20127 ? Encoding.GetEncoding(1252) : encoding;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<meta[^>]{1,200}?charset\s*=\s*[""']?\s*([\w-]+)|^\s*<\?xml[^>]{1,80}encoding\s*=\s*[""']([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Declared();
}
