using System.Net.Sockets;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>How a running AppHost is asked for something: a socket in a folder of the data that only its owner can enter. One line asks, lines answer, the last says how it ended.</summary>
internal sealed class ControlSocket : IDisposable
{
    private const string Done = "done";
    private const string Failed = "failed: ";

    private readonly Socket listener;

    private ControlSocket(Socket listener) => this.listener = listener;

    /// <summary>Only whoever holds the data folder may open it.</summary>
    public static ControlSocket Open(string data)
    {
        var file = File(data);
        PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
        // What a killed one left.
        System.IO.File.Delete(file);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(file));
        listener.Listen();
        return new ControlSocket(listener);
    }

    /// <summary>Asks the AppHost that runs on the data folder to restart a service.</summary>
    public static async Task<int> AskAsync(string data, string service, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(File(data)), cancellationToken);
        }
        catch (SocketException)
        {
            await Console.Error.WriteLineAsync($"Nothing runs on {data}: ./promozilla run");
            return 2;
        }

        await using var stream = new NetworkStream(socket);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(service.AsMemory(), cancellationToken);
        var last = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await Console.Out.WriteLineAsync(last = line);
        }

        return last == Done ? 0 : 1;
    }

    public async Task ServeAsync(RollingRestart rolling, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var caller = await listener.AcceptAsync(cancellationToken);
                _ = Task.Run(() => AnswerAsync(caller, rolling, cancellationToken), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private static string File(string data) => Path.Combine(data, "control", "socket");

    private static async Task AnswerAsync(Socket caller, RollingRestart rolling, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            await using var writer = new StreamWriter(stream) { AutoFlush = true };
            using var reader = new StreamReader(stream);
            var service = await reader.ReadLineAsync(cancellationToken) ?? "";
            string? why;
            try
            {
                why = await rolling.RestartAsync(service, TellAsync, cancellationToken);
            }
            catch (Exception failure) when (failure is ServerFailedException or MissingProgramException)
            {
                why = failure.Message;
            }

            await TellAsync(why is null ? Done : Failed + why);

            async Task TellAsync(string line)
            {
                try
                {
                    await writer.WriteLineAsync(line);
                }
                catch (IOException)
                {
                    // Whoever asked is gone; what was begun is ended.
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Nobody is there to be told.
        }
    }
}
