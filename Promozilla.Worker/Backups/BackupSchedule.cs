using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Media;
using Promozilla.ServiceDefaults;
using Quartz;

namespace Promozilla.Worker.Backups;

/// <summary>On the same clustered scheduler as the night's run. A machine that can't back up says so at its start, and goes on without.</summary>
public sealed partial class BackupSchedule(
    ISchedulerFactory schedulers, PostgresPrograms programs, BackupRound round, NpgsqlDataSource database, Markets markets, IOptions<BackupOptions> options, ILogger<BackupSchedule> logger)
{
    private static readonly TriggerKey Trigger = new("backup");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!options.Value.Enabled || options.Value.Directory.Length == 0)
        {
            await scheduler.UnscheduleJob(Trigger, cancellationToken);
            if (options.Value.Enabled) Log.None(logger, "set Backup:Directory, or Backup:Enabled to false where the database is backed up elsewhere");
            else Log.Off(logger);
            return;
        }

        round.ShowAge();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            if (await programs.MissingAsync(connection.PostgreSqlVersion.Major, cancellationToken) is { } missing)
            {
                Log.None(logger, missing);
                return;
            }
        }

        if (await scheduler.GetTrigger(Trigger, cancellationToken) is ICronTrigger standing && standing.CronExpressionString == options.Value.Cron)
        {
            return;
        }

        var job = JobBuilder.Create<BackupJob>().WithIdentity("backup").Build();
        var trigger = TriggerBuilder.Create().WithIdentity(Trigger).ForJob(job)
            .WithCronSchedule(options.Value.Cron, cron => cron.InTimeZone(markets.Main.TimeZone)).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "There are no nightly backups: {Reason}")]
        public static partial void None(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Nightly backups are turned off (Backup:Enabled)")]
        public static partial void Off(ILogger logger);
    }
}

/// <summary>One backup a night. One that fails says so and is made again the next night: its age is what alerts.</summary>
[DisallowConcurrentExecution]
public sealed partial class BackupJob(BackupRound round, ILogger<BackupJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var figures = await round.RunAsync(cancellationToken);
            Log.Done(logger, figures);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup: {Figures}")]
        public static partial void Done(ILogger logger, BackupFigures figures);

        [LoggerMessage(Level = LogLevel.Error, Message = "The backup failed")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}

public static class BackupRegistration
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMediaStore();
        services.AddSingleton<PostgresPrograms>();
        services.AddSingleton<BackupWriter>();
        services.AddSingleton<DatabaseRestore>();
        services.AddSingleton<BackupRound>();
        services.AddSingleton<BackupSchedule>();
        return services;
    }
}
