using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Promozilla.AppHost.Servers;

public static class LoopbackPorts
{
    // Below what the system gives to outgoing connections: one of those could hold the port when its server starts, a while from now or again.
    private const int First = 10_000;
    private const int Beyond = 32_000;

    private static readonly List<Socket> Held = [];

    /// <summary>
    /// The preferred port where it can be had, else a free one. It is this process's as long as it lives, and of no other one that asks here: of two that start at
    /// once, both would else see a port as free that neither listens on yet.
    /// </summary>
    public static int Take(int? preferred = null)
    {
        if (preferred is { } wish && TryHold(wish)) return wish;
        while (true)
        {
            var port = Random.Shared.Next(First, Beyond);
            if (TryHold(port)) return port;
        }
    }

    public static bool HasIPv6 { get; } = Socket.OSSupportsIPv6 && CanListen(IPAddress.IPv6Loopback);

    private static bool TryHold(int port)
    {
        // A name without a file: the system itself lets go of it when this process ends, however it ends.
        var name = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            name.Bind(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"\0promozilla-port-{port}")));
            if (IsFree(port))
            {
                lock (Held) Held.Add(name);
                return true;
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Another's.
        }

        name.Dispose();
        return false;
    }

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
