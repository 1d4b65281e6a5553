using System.Net;
using System.Net.Sockets;

namespace Promozilla.Tests.Servers;

/// <summary>A line to a server that can freeze: it stays open, takes what is sent, and nothing comes through, as of a server that hangs.</summary>
internal sealed class FreezingLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Task serving;
    private readonly int target;
    private TaskCompletionSource thawed = Thawed();

    public FreezingLine(int target)
    {
        this.target = target;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Freeze()
    {
        lock (gate) thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Thaw()
    {
        lock (gate) thawed.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private static TaskCompletionSource Thawed()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private Task FrozenAsync()
    {
        lock (gate) return thawed.Task.WaitAsync(stopping.Token);
    }

    private async Task ServeAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true) lines.Add(JoinAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await FrozenAsync();
            await far.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
            await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // Either end hung up.
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var count)
        {
            await FrozenAsync();
            await to.WriteAsync(buffer.AsMemory(0, count), stopping.Token);
        }
    }
}
