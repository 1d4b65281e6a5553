using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>A server that is stopped and comes back, on the same port and with the same data.</summary>
internal sealed class StoppableServer(Func<Task<IServer>> start) : IAsyncDisposable
{
    private IServer? server;

    public async Task StartAsync() => server ??= await start();

    public async Task StopAsync()
    {
        if (server is { } running) await running.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
