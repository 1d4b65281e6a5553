using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>
/// Takes out of an error's text what may be about a person or opens a door: addresses of mail and network, passwords, tokens, ids, numbers, what stands behind a
/// question mark. It rather takes too much. Every pattern's work is bounded: the text may come from anywhere.
/// </summary>
public static partial class Scrubber
{
    private const int MostRead = 32_000;
    private const int Timeout = 1_000;

    public static string Message(Exception error) => Clean(ErrorPlace.Core(error).Message, 1_000);

    /// <summary>With what caused it.</summary>
    public static string Stack(Exception error) => Clean(error.ToString(), 8_000);

    /// <param name="most">Characters that are left at most.</param>
    public static string Clean(string text, int most)
    {
        try
        {
            var clean = Hide(Whole(text));
            return clean.Length > most ? clean[..(char.IsHighSurrogate(clean[most - 1]) ? most - 1 : most)] : clean;
        }
        catch (RegexMatchTimeoutException)
        {
            return "[a text that could not be read in time]";
        }
    }

    private static string Hide(string text)
    {
        text = Folders().Replace(text, " in ");
        text = Credentials().Replace(text, "[hidden]@");
        text = Secrets().Replace(text, "$1=[hidden]");
        text = Names().Replace(text, "$1=[hidden]");
        text = Schemes().Replace(text, "$1 [hidden]");
        text = Queries().Replace(text, "?[query]");
        text = Mails().Replace(text, "[email]");
        text = Ids().Replace(text, "[id]");
        text = Hex().Replace(text, "[hex]");
        text = NumberedAddresses().Replace(text, "[ip]");
        text = ColonAddresses().Replace(text, match => IPAddress.TryParse(match.Value.Split('%')[0], out _) ? "[ip]" : match.Value);
        text = Runs().Replace(text, match => IsWords(match.Value) ? match.Value : "[token]");
        return Numbers().Replace(text, "[number]");
    }

    /// <summary>What can be stored: no control characters, no half pairs. What is cut off is cut between words, so that no half of a secret stays behind.</summary>
    private static string Whole(string text)
    {
        if (text.Length > MostRead)
        {
            var end = text.AsSpan(0, MostRead).LastIndexOfAny(' ', '\n', '\t');
            text = end < 0 ? "" : text[..end];
        }

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Line ends are kept; a half pair is read as U+FFFD.
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune)) whole.Append(rune);
        }

        return whole.ToString();
    }

    /// <summary>Whether a long run is made of words, as names of types, files and pages are. What is random mixes letters, digits and cases.</summary>
    private static bool IsWords(string run) => run.Split(['-', '_', '.', '/', '+', '=', '~']).All(IsWord);

    private static bool IsWord(string piece)
    {
        var letters = piece.AsSpan().TrimEnd("0123456789");
        var digits = piece.Length - letters.Length;
        if (letters.ContainsAnyInRange('0', '9')) return false;
        var bends = 0;
        for (var at = 1; at < letters.Length; at++) bends += char.IsLower(letters[at - 1]) && char.IsUpper(letters[at]) ? 1 : 0;
        return digits <= (letters.Length == 0 ? 8 : 3) && bends <= Math.Max(1, letters.Length / 5);
    }

    /// <summary>The folders of the machine that it was built on.</summary>
    [GeneratedRegex(@"(?<=\)) in [^\n:]{0,400}[/\\](?=[^/\\\n:]{1,100}:line \d)", RegexOptions.None, Timeout)]
    private static partial Regex Folders();

    [GeneratedRegex(@"(?<=://)[^\s""'<>]{0,512}@", RegexOptions.None, Timeout)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"([\w-]{0,40}(?:password|passwd|pwd|passphrase|secret|authorization|cookie|access[-_ ]?key|api[-_ ]?key))""?[ \t]{0,8}[=:](?:[ \t]{0,8}""[^""\n]*""|[ \t]{0,8}'[^'\n]*'|[^;\n]*)", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"([\w-]{0,40}(?:token|user ?id|user ?name|\buser|\buid|login|\bcode|e-?mail|signature|\bsig))""?[ \t]{0,8}[=:](?:[ \t]{0,8}""[^""\n]*""|[ \t]{0,8}'[^'\n]*'|[ \t]{0,8}[^\s;,&]+)", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(Bearer|Basic)[ \t]+\S+", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Schemes();

    [GeneratedRegex(@"[?#][^\s""<>=]{0,512}=[^\s""<>]*", RegexOptions.None, Timeout)]
    private static partial Regex Queries();

    [GeneratedRegex(@"(?:""[^""\n]{1,64}""|[^\s@""<>()\[\],;:]{1,128})(?:@|%40)\[?[\p{L}\p{N}.:-]+\]?", RegexOptions.None, Timeout)]
    private static partial Regex Mails();

    [GeneratedRegex(@"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Ids();

    [GeneratedRegex(@"[0-9a-f]{16,}", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Hex();

    [GeneratedRegex(@"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)", RegexOptions.None, Timeout)]
    private static partial Regex NumberedAddresses();

    [GeneratedRegex(@"(?<![0-9a-f:])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|\[ip\])?(?:%\w{1,20})?", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex ColonAddresses();

    [GeneratedRegex(@"[A-Za-z0-9_+/=.~-]{20,}", RegexOptions.None, Timeout)]
    private static partial Regex Runs();

    [GeneratedRegex(@"\+?\d(?: ?\d){8,}", RegexOptions.None, Timeout)]
    private static partial Regex Numbers();
}
