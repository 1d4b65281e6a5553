using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.Tests.Worker.Mails;

/// <summary>Reads a mail back as a mail program does: unfolds, takes the encoded words apart, undoes quoted-printable.</summary>
internal static partial class MailReader
{
    public static (string Subject, string Text) Read(string mail)
    {
        var (head, parts) = Split(mail);
        var subject = Header().Match(Folding().Replace(head, " ")).Groups[1].Value;
        subject = EncodedWord().Replace(Between().Replace(subject, "?==?"), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));
        var boundary = Boundary().Match(head).Groups[1].Value;
        var plain = parts.Split($"--{boundary}")[1];
        return (subject, Plain(Split(plain.TrimStart('\n')).Body));
    }

    private static (string Head, string Body) Split(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (text[..end], text[(end + 2)..]);
    }

    private static string Plain(string quoted)
    {
        var joined = quoted.Replace("=\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var place = 0; place < joined.Length; place++)
        {
            if (joined[place] is '=')
            {
                bytes.Add(byte.Parse(joined.AsSpan(place + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                place += 2;
            }
            else
            {
                bytes.Add((byte)joined[place]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\n');
    }

    [GeneratedRegex("^Subject: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex(@"\?= +=\?")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();
}
