using System.Net;
using System.Net.Sockets;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>
/// A way to a server that can be shut, as when the server is gone: what is connected is cut off, and nobody is let in until it is opened again. Or it is held, as when the
/// server hangs: nothing comes through, and nobody is told.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly int to;
    private readonly List<TcpClient> open = [];
    private volatile TaskCompletionSource held = Passing();
    private TcpListener listener;
    private Task letting;

    public Door(int to)
    {
        this.to = to;
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        letting = LetInAsync(listener);
    }

    public int Port { get; } = LoopbackPorts.Take();

    public void Hold() => held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => held.TrySetResult();

    public async Task ShutAsync()
    {
        listener.Stop();
        await letting;
        lock (open)
        {
            open.ForEach(client => client.Close());
            open.Clear();
        }
    }

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        letting = LetInAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await ShutAsync();
    }

    private async Task LetInAsync(TcpListener from)
    {
        while (true)
        {
            try
            {
                var client = await from.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, to);
                lock (open) open.AddRange([client, server]);
                _ = CarryAsync(client, server);
                _ = CarryAsync(server, client);
            }
            catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource();
        passing.SetResult();
        return passing;
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var carried = new byte[81_920];
            while (await from.GetStream().ReadAsync(carried) is > 0 and var count)
            {
                await held.Task;
                await to.GetStream().WriteAsync(carried.AsMemory(0, count));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Shut: as wanted.
        }

        to.Close();
    }
}
