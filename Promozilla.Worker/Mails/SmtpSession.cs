using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Promozilla.Worker.Mails;

/// <summary>
/// One connection to the mail server (RFC 5321; STARTTLS by RFC 3207, AUTH by RFC 4954). .NET's own client does not say at which step it was cut
/// off, and that is what decides whether a mail may be sent again. Not for several threads at once.
/// </summary>
internal sealed class SmtpSession(SslClientAuthenticationOptions? tls = null) : IDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;
    private static readonly byte[] End = ".\r\n"u8.ToArray();
    private readonly TcpClient client = new() { NoDelay = true };
    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = Stream.Null;
    private int read;
    private int filled;
    private bool isGreeted;
    private HashSet<string> offers = [];

    /// <summary>Addresses outside ASCII (RFC 6531).</summary>
    public bool TakesUtf8 => offers.Contains("SMTPUTF8");

    /// <returns>Null where the server is ready for mail; else why not.</returns>
    public async Task<string?> OpenAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(options.Host, options.Port, cancellationToken);
        stream = client.GetStream();
        if (await ReadAsync(cancellationToken) is { IsFine: false } greeting)
        {
            return greeting.ToString();
        }

        isGreeted = true;
        if (await GreetAsync(cancellationToken) is { } unfriendly)
        {
            return unfriendly;
        }

        if (options.UsesTls && await SecureAsync(options.Host, cancellationToken) is { } open)
        {
            return open;
        }

        return string.IsNullOrEmpty(options.User) ? null : await SignInAsync(options.User, options.Password ?? "", cancellationToken);
    }

    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>The text, which ends with a line, but not the last dot: until that is written the server has taken nothing.</summary>
    public async Task WriteTextAsync(string text, CancellationToken cancellationToken)
    {
        // A line that begins with a dot gets another (RFC 5321, section 4.5.2).
        var stuffed = text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(stuffed.StartsWith('.') ? "." + stuffed : stuffed), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public async Task<SmtpReply> EndTextAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(End, cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public void Dispose()
    {
        try
        {
            if (isGreeted && client.Connected)
            {
                client.SendTimeout = 1000;
                stream.Write("QUIT\r\n"u8);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or InvalidOperationException or AuthenticationException)
        {
            // Whom would it be said to?
        }

        stream.Dispose();
        client.Dispose();
    }

    private async Task<string?> GreetAsync(CancellationToken cancellationToken)
    {
        var reply = await AskAsync($"EHLO {Name()}", cancellationToken);
        if (!reply.IsFine)
        {
            return reply.ToString();
        }

        offers = [.. reply.Text.Split('\n').Skip(1).Select(line => line.Trim().ToUpperInvariant())];
        return null;
    }

    private async Task<string?> SecureAsync(string host, CancellationToken cancellationToken)
    {
        if (await AskAsync("STARTTLS", cancellationToken) is { IsFine: false } refused)
        {
            return $"no encryption: {refused}";
        }

        if (read < filled)
        {
            return "the server spoke before the encryption that it had agreed to";
        }

        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(tls ?? new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
        return await GreetAsync(cancellationToken);
    }

    private async Task<string?> SignInAsync(string user, string password, CancellationToken cancellationToken)
    {
        var ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.Ordinal)) ?? "AUTH PLAIN";
        SmtpReply reply;
        if (ways.Split(' ').Contains("PLAIN") || !ways.Split(' ').Contains("LOGIN"))
        {
            reply = await AskAsync($"AUTH PLAIN {Encoded($"\0{user}\0{password}")}", cancellationToken);
        }
        else
        {
            reply = await AskAsync("AUTH LOGIN", cancellationToken);
            reply = reply.IsGoOn ? await AskAsync(Encoded(user), cancellationToken) : reply;
            reply = reply.IsGoOn ? await AskAsync(Encoded(password), cancellationToken) : reply;
        }

        return reply.IsFine ? null : reply.ToString();

        static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        for (var lines = 0; lines < MostLines; lines++)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
            {
                throw new IOException("The mail server does not speak SMTP.");
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(line.Length > 4 ? line[4..] : "");
            if (line.Length is 3 || line[3] is not '-')
            {
                return new SmtpReply(code, text.ToString());
            }
        }

        throw new IOException("The mail server's answer has no end.");
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (read == filled)
            {
                (read, filled) = (0, await stream.ReadAsync(buffer, cancellationToken));
                if (filled is 0)
                {
                    throw new IOException("The mail server hung up.");
                }
            }

            var end = buffer.AsSpan(read, filled - read).IndexOf((byte)'\n');
            var until = end < 0 ? filled : read + end;
            line.Append(Encoding.UTF8.GetString(buffer, read, until - read));
            read = end < 0 ? filled : until + 1;
            if (end >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }

            if (line.Length > LongestLine)
            {
                throw new IOException("The mail server's answer has no end.");
            }
        }
    }

    // An address where there is no name that the server could look up (RFC 5321, section 4.1.3).
    private string Name() => client.Client.LocalEndPoint is IPEndPoint { Address: { IsIPv4MappedToIPv6: true } or { AddressFamily: AddressFamily.InterNetwork } } local
        ? $"[{local.Address.MapToIPv4()}]"
        : "localhost";
}
