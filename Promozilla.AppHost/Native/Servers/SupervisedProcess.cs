using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Promozilla.AppHost.Servers;

/// <summary>What to run. <paramref name="Mark"/> names the process and all that it starts, for those who look for left-overs.</summary>
public sealed record ProcessStart(string Mark, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Where a process says to which data folder it belongs.</summary>
    public const string MarkVariable = "PROMOZILLA_PROCESS";

    public string WorkingDirectory { get; init; } = "/";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The signal that asks it to end in good order.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>Seconds from that signal until it is killed.</summary>
    public int Grace { get; init; } = 10;

    /// <summary>Run as this user; only root may.</summary>
    public string? User { get; init; }

    /// <summary>A folder that goes when the process has gone.</summary>
    public string? Remove { get; init; }

    public Action<string>? Log { get; init; }
}

/// <summary>
/// A child process that cannot outlive its owner. A small shell script stands between: it reads a pipe that only the owner holds, so whether the
/// owner closes it or is killed, the script sees the end of it, asks the child to stop, then kills whatever is left, daemons too.
/// </summary>
public sealed class SupervisedProcess : IAsyncDisposable
{
    private static readonly string Supervisor = Path.Combine(AppContext.BaseDirectory, "supervise.sh");

    private readonly Process supervisor;
    private readonly ProcessStart start;
    private readonly TaskCompletionSource<int> pid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> tail = new();
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SupervisedProcess(Process supervisor, ProcessStart start)
    {
        this.supervisor = supervisor;
        this.start = start;
        _ = ReadAsync();
    }

    /// <summary>Ends with the exit code, 128 and more for a signal.</summary>
    public Task<int> Exited => exited.Task;

    public int Pid { get; private set; }

    /// <summary>The last lines that the process wrote.</summary>
    public string Tail => string.Join('\n', tail);

    public static async Task<SupervisedProcess> StartAsync(ProcessStart start)
    {
        string[] user = start.User is null ? [] : [$"--reuid={start.User}", $"--regid={start.User}", "--init-groups"];
        string[] arguments =
        [
            "bash", Supervisor, start.StopSignal, start.Grace.ToString(CultureInfo.InvariantCulture), $"{start.Mark}:{Guid.NewGuid():N}",
            start.Remove ?? "", .. user, "--", start.Program, .. start.Arguments,
        ];
        // Its own session: Ctrl-C in the terminal reaches the owner alone, which then stops things in order.
        var info = new ProcessStartInfo(Programs.Require("setsid", "util-linux"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.WorkingDirectory,
        };
        foreach (var (name, value) in start.Environment) info.Environment[name] = value;
        var process = new SupervisedProcess(Process.Start(info)!, start);
        process.Pid = await process.pid.Task;
        return process;
    }

    /// <summary>Asks the process to stop; it is gone, by force if need be, when this ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!exited.Task.IsCompleted) supervisor.StandardInput.Close();
        try
        {
            await exited.Task.WaitAsync(TimeSpan.FromSeconds(start.Grace + 5));
        }
        catch (TimeoutException)
        {
            supervisor.Kill(entireProcessTree: true);
            await exited.Task;
        }
    }

    private async Task ReadAsync()
    {
        await Task.WhenAll(ReadOutputAsync(), ReadLinesAsync(supervisor.StandardError), supervisor.WaitForExitAsync());
        pid.TrySetResult(0);
        exited.SetResult(supervisor.ExitCode);
        supervisor.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        var first = await supervisor.StandardOutput.ReadLineAsync();
        pid.TrySetResult(int.TryParse(first, CultureInfo.InvariantCulture, out var number) ? number : 0);
        await ReadLinesAsync(supervisor.StandardOutput);
    }

    private async Task ReadLinesAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            tail.Enqueue(line);
            if (tail.Count > 40) tail.TryDequeue(out _);
            start.Log?.Invoke(line);
        }
    }
}
