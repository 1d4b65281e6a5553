using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.Tests.Worker.Mails;

/// <summary>A mail server as small as SMTP allows, that answers as a test wants: what it was given stands in <see cref="Taken"/>.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SmtpSink()
    {
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>The answer to RCPT TO.</summary>
    public string Recipient { get; set; } = "250 fine";

    /// <summary>Null: the connection is cut once the text has come.</summary>
    public string? Accepted { get; set; } = "250 queued";

    public void Dispose() => listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
        try
        {
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    Taken.Enqueue(await TextAsync(reader));
                    if (Accepted is null)
                    {
                        return;
                    }

                    await writer.WriteLineAsync(Accepted);
                }
                else
                {
                    await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? Recipient : "250 fine");
                }
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private static async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
