using System.Diagnostics;
using System.Globalization;

namespace Promozilla.ServiceDefaults;

/// <summary>How a program is started that works on what strangers sent: with no environment to leak, and the limits that the machine can keep.</summary>
public static class BoundedChild
{
    private static readonly string? Limiter = Find("prlimit");

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <param name="limits">Of prlimit, such as "--as=1000000"; a time limit of the processor's and no core file always apply.</param>
    /// <param name="environment">All that the child sees of ours.</param>
    public static Process Start(IReadOnlyList<string> command, double seconds, IReadOnlyList<string> limits, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var bounded = Limiter is null ? command : [Limiter, string.Create(CultureInfo.InvariantCulture, $"--cpu={Math.Ceiling(seconds)}"), "--core=0", .. limits, "--", .. command];
        var start = new ProcessStartInfo(bounded[0], bounded.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
    }
}
