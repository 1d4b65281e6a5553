using System.Security.Cryptography;
using System.Text.Json;

namespace Promozilla.AppHost.Servers;

/// <summary>Generated passwords, in one file that only its owner can read.</summary>
public sealed class ServerSecrets(string file)
{
    // No sign that a URL or a connection string would have to quote.
    private const string Signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly Lock Gate = new();

    public string this[string name]
    {
        get
        {
            lock (Gate)
            {
                var secrets = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
                if (secrets.TryGetValue(name, out var known)) return known;
                secrets[name] = RandomNumberGenerator.GetString(Signs, 22);
                PrivateFile.Write(file, JsonSerializer.Serialize(secrets));
                return secrets[name];
            }
        }
    }
}

/// <summary>What nobody but its owner can read at any moment.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The native servers run on Linux.");
        Directory.CreateDirectory(folder, Owner);
    }

    /// <summary>A folder that others may pass through (the user postgres has its own in it), not look around in.</summary>
    public static void CreateSharedFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The native servers run on Linux.");
        Directory.CreateDirectory(folder, Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Replaces a file in one step.</summary>
    public static void Write(string file, string text)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The native servers run on Linux.");
        var temporary = $"{file}.{Environment.ProcessId}.new";
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
