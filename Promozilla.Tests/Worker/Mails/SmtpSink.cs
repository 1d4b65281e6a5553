using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Mails;

/// <summary>A mail server as small as SMTP allows, that answers as a test wants: what it was given stands in <see cref="Taken"/>.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly LoopbackListener listener;

    public SmtpSink() => listener = new LoopbackListener(ServeAsync);

    public int Port => listener.Port;

    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Every command of every connection, in the order they came.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The command at which the connection is cut instead of answered; CONNECT: at once, TEXT: within the text.</summary>
    public string? CutAt { get; set; }

    /// <summary>How often it is cut there; then all goes well.</summary>
    public int Cuts { get; set; } = int.MaxValue;

    /// <summary>Other answers than "250 fine", by the command's first word.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>The answer to RCPT TO.</summary>
    public string Recipient { get; set; } = "250 fine";

    /// <summary>Null: the connection is cut once the text has come.</summary>
    public string? Accepted { get; set; } = "250 queued";

    /// <summary>What EHLO offers.</summary>
    public string[] Offers { get; set; } = [];

    public X509Certificate2? Certificate { get; set; }

    public void Dispose() => listener.Dispose();

    private Task ServeAsync(Stream stream) => IsCut("CONNECT") ? Task.CompletedTask : TalkAsync(stream, greet: true);

    private async Task TalkAsync(Stream stream, bool greet)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
        if (greet)
        {
            await writer.WriteLineAsync("220 sink");
        }

        while (await reader.ReadLineAsync() is { } line)
        {
            Heard.Enqueue(line);
            var word = line.Split(' ')[0].ToUpperInvariant();
            if (IsCut(word))
            {
                return;
            }

            switch (word)
            {
                case "DATA":
                    await writer.WriteLineAsync(Answers.GetValueOrDefault(word, "354 go on"));
                    if (IsCut("TEXT"))
                    {
                        await reader.ReadLineAsync();
                        return;
                    }

                    Taken.Enqueue(await TextAsync(reader));
                    if (Accepted is null)
                    {
                        return;
                    }

                    await writer.WriteLineAsync(Accepted);
                    break;
                case "EHLO":
                    await writer.WriteLineAsync(string.Join("\r\n", new[] { "250-sink" }.Concat(Offers.Select(offer => $"250-{offer}"))) + "\r\n250 8BITMIME");
                    break;
                case "STARTTLS" when Certificate is { } certificate:
                    await writer.WriteLineAsync("220 go on");
                    await using (var encrypted = new SslStream(stream))
                    {
                        await encrypted.AuthenticateAsServerAsync(certificate);
                        await TalkAsync(encrypted, greet: false);
                    }

                    return;
                default:
                    await writer.WriteLineAsync(word is "RCPT" ? Recipient : Answers.GetValueOrDefault(word, "250 fine"));
                    break;
            }
        }
    }

    private bool IsCut(string where)
    {
        if (CutAt != where || Cuts <= 0)
        {
            return false;
        }

        Cuts--;
        return true;
    }

    private static async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        return text.ToString();
    }
}
