namespace Promozilla.AppHost.Servers;

/// <summary>A real server, run from the machine's own packages as a child of this process; it stops when disposed, and when this process dies.</summary>
public interface IServer : IAsyncDisposable
{
    string ConnectionString { get; }

    int Port { get; }

    int Pid { get; }

    Task<int> Exited { get; }
}

/// <summary>How a server is started. What is left out is chosen: a free port, a generated password kept beside the data.</summary>
public sealed record ServerStart
{
    public int? Port { get; init; }

    public string? Password { get; init; }

    /// <summary>The data must survive a crash of the machine. False is faster, for tests.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>The data goes when the server has stopped, however it stopped.</summary>
    public bool Temporary { get; init; }

    public Action<string>? Log { get; init; }
}
