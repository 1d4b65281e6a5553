using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.Visits;

namespace Promozilla.Worker.Backups;

public sealed class PostgresProgramException(string message) : Exception(message);

/// <summary>pg_dump and pg_restore. What they must know of the server, the password too, is in their environment: a command line is everybody's to read.</summary>
public sealed partial class PostgresPrograms(IOptions<BackupOptions> options, IOptions<DatabaseOptions> database)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public NpgsqlConnectionStringBuilder Address => new(database.Value.ConnectionString);

    /// <summary>Why a server of this version can't be dumped from here; null: it can.</summary>
    public async Task<string?> MissingAsync(int serverMajor, CancellationToken cancellationToken)
    {
        if (Find("pg_dump") is not { } program)
        {
            return string.Create(CultureInfo.InvariantCulture, $"pg_dump isn't on this machine: install postgresql-client-{serverMajor}, or set Backup:Programs to its folder");
        }

        var version = MajorVersion().Match(await RunAsync(program, ["--version"], new Dictionary<string, string>(), cancellationToken)).Value;
        return int.TryParse(version, CultureInfo.InvariantCulture, out var major) && major >= serverMajor
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{program} is of version {version} and can't read a server of version {serverMajor}: install postgresql-client-{serverMajor}");
    }

    /// <summary>Without what may exist for 48 hours only: a backup is kept for months.</summary>
    public Task DumpAsync(string file, string snapshot, CancellationToken cancellationToken) => RunAsync(
        Require("pg_dump"),
        ["--format=custom", "--no-owner", "--no-privileges", "--no-password", "--lock-wait-timeout=60000", $"--exclude-table-data=public.{VisitEvent.Table}", $"--snapshot={snapshot}", $"--file={file}"],
        Environment(Address), cancellationToken);

    /// <summary>Stops at the first error: a database that is restored in part is none.</summary>
    public Task RestoreAsync(string file, string database, CancellationToken cancellationToken) => RunAsync(
        Require("pg_restore"),
        ["--exit-on-error", "--no-owner", "--no-privileges", "--no-password", $"--dbname={database}", file],
        Environment(Address), cancellationToken);

    private string Require(string name) => Find(name) ?? throw new PostgresProgramException($"{name} isn't on this machine: install postgresql-client, or set Backup:Programs to its folder.");

    private string? Find(string name)
    {
        if (options.Value.Programs is { Length: > 0 } folder)
        {
            return Path.Combine(folder, name) is var given && File.Exists(given) ? given : null;
        }

        var installed = Directory.Exists(DebianFolder)
            ? Directory.EnumerateDirectories(DebianFolder).OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var major) ? major : 0)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        return installed.Concat((System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
    }

    private static Dictionary<string, string> Environment(NpgsqlConnectionStringBuilder address)
    {
        var variables = new Dictionary<string, string>
        {
            ["PGHOST"] = address.Host ?? "localhost",
            ["PGPORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = address.Username ?? "",
            ["PGDATABASE"] = address.Database ?? "",
            ["PGPASSWORD"] = address.Password ?? "",
            ["PGSSLMODE"] = address.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            },
        };
        if (address.RootCertificate is { } root) variables["PGSSLROOTCERT"] = root;
        return variables;
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new PostgresProgramException($"{Path.GetFileName(program)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {(await errors).Trim()}");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex MajorVersion();
}
