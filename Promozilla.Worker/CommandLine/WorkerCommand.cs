using System.Globalization;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Worker.Backups;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.CommandLine;

/// <summary>The command lines `backup [FILE|DIR]`, `restore FILE` and `admin EMAIL`: the Worker's own parts, without the Worker around them.</summary>
internal static class WorkerCommand
{
    private const string Usage = "usage: backup [FILE|DIR] | restore FILE [--force] [--send-waiting-mails]";

    private const string AdminUsage = "usage: admin EMAIL [--curator|--none]";

    /// <returns>False: the Worker itself is meant.</returns>
    public static async Task<bool> RunsAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        Func<string[], TextWriter, TextWriter, Task<int>>? command = arguments switch
        {
            ["backup", ..] => BackUpAsync,
            ["restore", ..] => RestoreAsync,
            ["admin", ..] => AdminAsync,
            _ => null,
        };
        if (command is not null) Environment.ExitCode = await command(arguments[1..], output, errors);
        return command is not null;
    }

    private static async Task<int> BackUpAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.Length > 1 || arguments is [['-', ..]]) return Wrong(errors, Usage);
        return await RunAsync(errors, async services =>
        {
            var named = arguments is [var given] ? given : Directory.GetCurrentDirectory();
            var file = Path.GetFullPath(Directory.Exists(named) ? Path.Combine(named, BackupRotation.Name(TimeProvider.System.GetUtcNow())) : named);
            var manifest = await services.GetRequiredService<BackupWriter>().WriteAsync(file, CancellationToken.None);
            Say(output, $"{file}: {manifest.Tables.Count} tables, {manifest.Tables.Values.Sum(table => table.Rows)} rows, {manifest.Media.Count} media objects, {new FileInfo(file).Length} bytes");
            return 0;
        });
    }

    private static async Task<int> RestoreAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        string[] files = [.. arguments.Where(argument => !argument.StartsWith('-'))];
        string[] switches = [.. arguments.Except(files)];
        if (files is not [var file] || switches.Except(["--force", "--send-waiting-mails"]).Any()) return Wrong(errors, Usage);
        if (!File.Exists(file)) return Wrong(errors, $"There is no file {file}.");
        return await RunAsync(errors, async services =>
        {
            var outcome = await services.GetRequiredService<DatabaseRestore>()
                .RestoreAsync(file, switches.Contains("--force"), switches.Contains("--send-waiting-mails"), CancellationToken.None);
            if (outcome is not { Refusal: null, Manifest: { } manifest }) return Wrong(errors, outcome.Refusal ?? "");
            Say(output, $"Restored {manifest.Tables.Count} tables, {manifest.Tables.Values.Sum(table => table.Rows)} rows, {manifest.Media.Count} media objects of {manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC: every table's count and sum are the backup's.");
            if (outcome.HeldMails > 0) Say(output, $"{outcome.HeldMails} mails waited then and may have gone out since: they are not sent again (--send-waiting-mails would).");
            if (outcome.PutAside is { } aside) Say(output, $"The database that stood there is now {aside}. When you no longer need it: DROP DATABASE \"{aside}\".");
            return 0;
        });
    }

    /// <summary>The only way to the first administrator where Operators:FirstAddress is not set.</summary>
    private static async Task<int> AdminAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        string[] switches = [.. arguments.Where(argument => argument.StartsWith('-'))];
        if (arguments.Except(switches).ToArray() is not [var address] || switches is not ([] or ["--curator"] or ["--none"])) return Wrong(errors, AdminUsage);
        var role = switches switch
        {
            ["--none"] => null,
            ["--curator"] => OperatorRoles.Curator,
            _ => OperatorRoles.Administrator,
        };
        return await RunAsync(errors, async services =>
        {
            if (await services.GetRequiredService<Appointment>().AppointAsync(address, role, CancellationToken.None) is { } why) return Wrong(errors, why);
            Say(output, role is null ? $"{address} is no operator any more." : (FormattableString)$"{address} is {role} now: sign in again, then open /admin.");
            return 0;
        });
    }

    private static async Task<int> RunAsync(TextWriter errors, Func<IServiceProvider, Task<int>> act)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        try
        {
            builder.AddPromozillaDatabase();
            builder.Services.AddBackups();
            builder.Services.AddSingleton<Appointment>();
            using var host = builder.Build();
            return await act(host.Services);
        }
        catch (Exception expected) when (expected is PostgresProgramException or NpgsqlException or IOException or UnauthorizedAccessException
            or System.ComponentModel.DataAnnotations.ValidationException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            return Wrong(errors, expected.Message);
        }
    }

    private static void Say(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static int Wrong(TextWriter errors, string why)
    {
        errors.WriteLine(why);
        return 1;
    }
}
