using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Worker.Backups;

namespace Promozilla.Worker.Doctor;

/// <summary>Whether tonight's backup can be made.</summary>
internal sealed class BackupCheck(IOptions<BackupOptions> options, PostgresPrograms programs, NpgsqlDataSource database, TimeProvider clock) : IDoctorCheck
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(26);

    public string Name => "backups";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled) return Finding.Ok("off (Backup:Enabled): somebody else makes them");
        if (options.Value.Directory is not { Length: > 0 } folder) return Finding.Wrong("there are none: set Backup:Directory to a folder, or Backup:Enabled=false where the database's host makes them.");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await programs.MissingAsync(connection.PostgreSqlVersion.Major, cancellationToken) is { } missing) return Finding.Wrong(missing);
        var newest = Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("promozilla-*.tar").MaxBy(file => file.LastWriteTimeUtc) : null;
        if (newest is null) return Finding.Poor($"there is none yet in {folder}");
        var age = clock.GetUtcNow() - newest.LastWriteTimeUtc;
        return age > Old ? Finding.Wrong($"the newest in {folder} is {age.TotalHours:0} hours old") : Finding.Ok($"{newest.Name}, {age.TotalHours:0} hours old");
    }
}
