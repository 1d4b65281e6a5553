using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.Bench.Alerts;

/// <summary>A mail server that takes everything at once and keeps nothing but the count.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int taken;

    public MailSink()
    {
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Taken => Volatile.Read(ref taken);

    public void Dispose() => listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        using var lines = new StreamReader(client.GetStream(), Encoding.Latin1);
        try
        {
            await AnswerAsync(client, "220 sink");
            while (await lines.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await AnswerAsync(client, "354 go on");
                    while (await lines.ReadLineAsync() is not ("." or null))
                    {
                    }

                    Interlocked.Increment(ref taken);
                }

                await AnswerAsync(client, "250 fine");
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private static ValueTask AnswerAsync(TcpClient client, string line) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"));
}
