using System.Globalization;
using System.Net.Mail;
using System.Text;
using Promozilla.Data.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>A mail as it goes over the wire: two forms of one text (RFC 2046), quoted-printable, its id the row's own.</summary>
internal static class MimeMessage
{
    private const int LongestLine = 76;

    public static string Write(OutgoingMail mail, MailAddress from, MailAddress to, DateTimeOffset now)
    {
        var boundary = $"=_{mail.Id:n}";
        var text = new StringBuilder();
        Header(text, "From", from.DisplayName.Length > 0 ? $"{Words(from.DisplayName)} <{from.Address}>" : from.Address);
        Header(text, "To", to.Address);
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Date", now.ToString("ddd, dd MMM yyyy HH':'mm':'ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{mail.Id:n}@{from.Host}>");
        Header(text, "Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is { } unsubscribe)
        {
            // RFC 8058: a POST to this address, without cookies or questions, ends the alerts.
            Header(text, "List-Unsubscribe", $"<{unsubscribe}>");
            Header(text, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append("\r\n");
        Part(text, boundary, "plain", mail.TextBody);
        Part(text, boundary, "html", mail.HtmlBody);
        return text.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    /// <summary>RFC 2047 where it needs to be: in words of whole characters, none over 75 bytes.</summary>
    internal static string Words(string value)
    {
        var clean = string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        if (clean.All(char.IsAscii) && clean.Length < LongestLine && !clean.Contains("=?", StringComparison.Ordinal))
        {
            return clean;
        }

        var words = new List<string>();
        var word = new List<byte>();
        Span<byte> letter = stackalloc byte[4];
        foreach (var rune in clean.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(letter);
            if (word.Count + length > 45)
            {
                words.Add(Encoded(word));
                word.Clear();
            }

            word.AddRange(letter[..length]);
        }

        words.Add(Encoded(word));
        return string.Join("\r\n ", words);

        static string Encoded(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
    }

    /// <summary>RFC 2045, section 6.7: ASCII lines of at most 76.</summary>
    internal static void QuotedPrintable(StringBuilder text, string content)
    {
        foreach (var line in content.ReplaceLineEndings("\n").Split('\n'))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            var column = 0;
            for (var place = 0; place < bytes.Length; place++)
            {
                var value = bytes[place];
                var isLast = place == bytes.Length - 1;
                var plain = value is >= 33 and <= 126 and not (byte)'=' || (value is (byte)' ' or (byte)'\t' && !isLast);
                if (column + (plain ? 1 : 3) > LongestLine - (isLast ? 0 : 1))
                {
                    text.Append("=\r\n");
                    column = 0;
                }

                if (plain)
                {
                    text.Append((char)value);
                }
                else
                {
                    text.Append('=').Append(value.ToString("X2", CultureInfo.InvariantCulture));
                }

                column += plain ? 1 : 3;
            }

            text.Append("\r\n");
        }
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder text, string boundary, string type, string content)
    {
        text.Append("--").Append(boundary).Append("\r\nContent-Type: text/").Append(type)
            .Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable(text, content);
    }
}
