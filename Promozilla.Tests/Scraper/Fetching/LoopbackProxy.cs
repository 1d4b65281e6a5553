using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>A proxy on the loopback, HTTP (CONNECT and plain) or SOCKS5, that wants a name and a password; it notes what it was asked to reach.</summary>
internal sealed class LoopbackProxy : IDisposable
{
    public const string User = "ana";
    public const string Password = "p@ss:word";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public LoopbackProxy(bool isSocks)
    {
        _listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync(isSocks);
    }

    /// <summary>host:port of the proxy itself.</summary>
    public string Address { get; }

    /// <summary>host:port of each target that it was asked for with the right password.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(bool isSocks)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, isSocks);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, bool isSocks)
    {
        using (client)
        {
            try
            {
                await (isSocks ? SocksAsync(client.GetStream()) : HttpAsync(client.GetStream()));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task HttpAsync(NetworkStream client)
    {
        var right = $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}";
        while (await HeadAsync(client) is { Length: > 0 } head)
        {
            if (!head.Contains(right, StringComparison.OrdinalIgnoreCase))
            {
                await client.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                continue;
            }

            var line = head[..head.IndexOf('\r', StringComparison.Ordinal)].Split(' ');
            if (line[0] == "OPTIONS")
            {
                await client.WriteAsync("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                return;
            }

            var isTunnel = line[0] == "CONNECT";
            var target = isTunnel ? new Uri($"tcp://{line[1]}") : new Uri(line[1]);
            Targets.Enqueue($"{target.Host}:{target.Port}");
            using var server = new TcpClient();
            await server.ConnectAsync(target.Host, target.Port, _stop.Token);
            if (isTunnel) await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            else await server.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head.Replace(line[1], target.PathAndQuery, StringComparison.Ordinal).Replace(right, "Connection: close", StringComparison.OrdinalIgnoreCase)));
            await RelayAsync(client, server.GetStream());
            return;
        }
    }

    private async Task SocksAsync(NetworkStream client)
    {
        var methods = await BytesAsync(client, (await BytesAsync(client, 2))[1]);
        await client.WriteAsync((byte[])[5, methods.Contains((byte)2) ? (byte)2 : (byte)255]);
        if (!methods.Contains((byte)2)) return;
        var name = Encoding.UTF8.GetString(await BytesAsync(client, (await BytesAsync(client, 2))[1]));
        var password = Encoding.UTF8.GetString(await BytesAsync(client, (await BytesAsync(client, 1))[0]));
        var isRight = (name, password) == (User, Password);
        await client.WriteAsync((byte[])[1, isRight ? (byte)0 : (byte)1]);
        if (!isRight) return;
        var kind = (await BytesAsync(client, 4))[3];
        var host = kind == 1 ? new IPAddress(await BytesAsync(client, 4)).ToString() : Encoding.ASCII.GetString(await BytesAsync(client, (await BytesAsync(client, 1))[0]));
        var port = await BytesAsync(client, 2);
        var number = (port[0] * 256) + port[1];
        Targets.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{host}:{number}"));
        using var server = new TcpClient();
        await server.ConnectAsync(host, number, _stop.Token);
        await client.WriteAsync((byte[])[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        await RelayAsync(client, server.GetStream());
    }

    private async Task RelayAsync(NetworkStream client, NetworkStream server) => await Task.WhenAny(client.CopyToAsync(server, _stop.Token), server.CopyToAsync(client, _stop.Token));

    private async Task<string> HeadAsync(NetworkStream client)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await client.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) return head.ToString();
        }

        return "";
    }

    private async Task<byte[]> BytesAsync(NetworkStream client, int count)
    {
        var bytes = new byte[count];
        await client.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
