using System.Net;
using System.Net.Sockets;

namespace Promozilla.AppHost.Servers;

public static class LoopbackPorts
{
    private static readonly HashSet<int> Given = [];

    /// <summary>The preferred port where nobody listens on it, else a free one. A port is given once in the life of this process.</summary>
    public static int Take(int? preferred = null)
    {
        lock (Given)
        {
            if (preferred is { } wish && !Given.Contains(wish) && IsFree(wish))
            {
                Given.Add(wish);
                return wish;
            }

            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Given.Add(port)) return port;
            }
        }
    }

    public static bool HasIPv6 { get; } = Socket.OSSupportsIPv6 && CanListen(IPAddress.IPv6Loopback);

    private static bool CanListen(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true;   // No IPv6 loopback here: nobody can listen on it.
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
