using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// A mail server on a bad day: it hangs up on arrival, asks for patience, cuts off before and after the last dot, falls asleep, and refuses some
/// people for good. What it does next comes from a seed; what it took stands in <see cref="Arrived"/>.
/// </summary>
internal sealed class FailingSmtp : IDisposable
{
    private readonly LoopbackListener listener;
    private readonly Random chance;
    private readonly TimeSpan sleep;

    public FailingSmtp(int seed, TimeSpan sleep)
    {
        (chance, this.sleep) = (new Random(seed), sleep);
        listener = new LoopbackListener(ServeAsync, backlog: 512);
    }

    public int Port => listener.Port;

    /// <summary>How many mails each address was given, whether or not the sender heard of it.</summary>
    public ConcurrentDictionary<string, int> Arrived { get; } = new();

    /// <summary>What went wrong how often.</summary>
    public ConcurrentDictionary<string, int> Faults { get; } = new();

    /// <summary>One in fifty is not there and never will be.</summary>
    public static bool IsNobody(string address) => SHA256.HashData(Encoding.UTF8.GetBytes(address))[0] < 5;

    public void Dispose() => listener.Dispose();

    private Task ServeAsync(Stream stream) => Fails("hung up on arrival", 4) ? Task.CompletedTask : TalkAsync(stream);

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        var recipient = "";
        await writer.WriteLineAsync("220 a bad day");
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT":
                    recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await writer.WriteLineAsync(IsNobody(recipient) ? "550 nobody" : Fails("450 to the recipient", 8) ? "450 later" : Fails("421 while at it", 1) ? "421 closing" : "250 fine");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (Fails("cut within the text", 3) || !await TakeAsync(reader, writer, recipient))
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    return;
                default:
                    await writer.WriteLineAsync("250 fine");
                    break;
            }
        }
    }

    /// <returns>False: the connection is to be cut.</returns>
    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer, string recipient)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line != ".")
            {
                continue;
            }

            if (Fails("451 to the text", 3))
            {
                await writer.WriteLineAsync("451 later");
                return true;
            }

            // Cut off or asleep after the last dot: some have taken the mail by then, some have not.
            var (isCut, isAsleep) = (Fails("cut after the text", 2), Fails("asleep after the text", 1));
            if (!(isCut || isAsleep) || Draw() < 50)
            {
                Arrived.AddOrUpdate(recipient, 1, (_, before) => before + 1);
            }

            if (isAsleep)
            {
                await Task.Delay(sleep);
            }

            if (isCut)
            {
                return false;
            }

            await writer.WriteLineAsync("250 queued");
            return true;
        }

        return false;
    }

    private bool Fails(string how, int percent)
    {
        if (Draw() >= percent)
        {
            return false;
        }

        Faults.AddOrUpdate(how, 1, (_, before) => before + 1);
        return true;
    }

    private int Draw()
    {
        lock (chance)
        {
            return chance.Next(100);
        }
    }
}
