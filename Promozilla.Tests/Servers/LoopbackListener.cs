using System.Net;
using System.Net.Sockets;

namespace Promozilla.Tests.Servers;

/// <summary>Takes connections on this machine, each served by itself; a client that hangs up is no fault of the test.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> serve;

    /// <param name="serve">The connection is closed when it returns.</param>
    /// <param name="backlog">Connections that may wait to be taken.</param>
    public LoopbackListener(Func<Stream, Task> serve, int backlog = (int)SocketOptionName.MaxConnections)
    {
        this.serve = serve;
        listener.Start(backlog);
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

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
        try
        {
            await serve(client.GetStream());
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
