using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Promozilla.Data.Push;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Push;

/// <summary>
/// The Worker's one way out: https to public addresses, checked after DNS. An address that somebody subscribed with may point into our network by
/// the time that it is called.
/// </summary>
public sealed class PushSockets(IOptions<PushOptions> options)
{
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellationToken);
        var isLocal = $"{end.Host}:{end.Port}" == options.Value.LocalService;
        var allowed = Array.FindAll(addresses, address => isLocal || PublicAddress.Is(address));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{end.Host} has no public address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
