using System.Diagnostics;

namespace Promozilla.AppHost.Servers;

/// <summary>Programs of the machine that the servers are, and the Debian package that brings each.</summary>
public static class Programs
{
    public static bool IsRoot => Environment.UserName == "root";

    public static string? Find(string name, params string[] folders)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return folders.Concat(path.Split(':', StringSplitOptions.RemoveEmptyEntries)).Concat(["/usr/local/bin", "/usr/bin", "/usr/sbin", "/bin"])
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    public static string Require(string name, string package, params string[] folders) => Find(name, folders) ?? throw new MissingProgramException(name, package);

    /// <summary>Folders that match a pattern like <c>/usr/lib/postgresql/*/bin</c>, the highest version first.</summary>
    public static IEnumerable<string> Versions(string parent, string prefix, string child) =>
        !Directory.Exists(parent)
            ? []
            : Directory.EnumerateDirectories(parent, prefix + "*")
                .OrderByDescending(folder => Version.TryParse(Path.GetFileName(folder)[prefix.Length..], out var version) ? version
                    : Version.TryParse(Path.GetFileName(folder)[prefix.Length..] + ".0", out version) ? version : new Version())
                .Select(folder => Path.Combine(folder, child));

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null, string? input = null, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

public sealed class MissingProgramException(string program, string package)
    : Exception($"'{program}' is missing: install the package {package} (apt-get install {package}), or let ./promozilla do it.")
{
    public string Program => program;

    public string Package => package;
}

public sealed class ServerFailedException(string message) : Exception(message);
