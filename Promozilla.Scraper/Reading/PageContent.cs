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

    public bool LooksLikeJson => Text.AsSpan().TrimStart("\ufeff \t\r\n") is ['{' or '[', ..];

    /// <summary>Decodes as a browser would: byte order mark, the answer's charset, the page's own, else UTF-8 if the bytes are valid UTF-8 and windows-1252 if not.</summary>
    /// <param name="charset">Of the Content-Type header, when there was one.</param>
    public static PageContent Decode(ReadOnlySpan<byte> bytes, Uri? url, string? charset = null)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return new(Encoding.UTF8.GetString(bytes[3..]), url);
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return new(Encoding.Unicode.GetString(bytes[2..]), url);
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        var declared = charset ?? (Declared().Match(head) is { Success: true } match ? match.Groups[1].Value : null);
        var named = Named(declared);
        if (named is not null && named.CodePage != Encoding.UTF8.CodePage) return new(named.GetString(bytes), url);
        try
        {
            return new(StrictUtf8.GetString(bytes), url);
        }
        catch (DecoderFallbackException)
        {
            // Says UTF-8 and is, but for a broken byte: keep the rest. Says nothing: the old default of western pages.
            return new((named ?? Encoding.GetEncoding(1252)).GetString(bytes), url);
        }
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

    [GeneratedRegex(@"<meta[^>]+charset\s*=\s*[""']?\s*([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Declared();
}
