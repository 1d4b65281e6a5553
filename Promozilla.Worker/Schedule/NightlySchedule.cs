using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Quartz on its clustered store in the same database: of several workers one fires a night.</summary>
public sealed class NightlySchedule(ISchedulerFactory schedulers, IOptions<ScheduleOptions> options) : IAsyncDisposable
{
    private static readonly JobKey Job = new("nightly");
    private static readonly TriggerKey Trigger = new("nightly");
    private IScheduler? running;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

        // A trigger that stands is left alone: replacing it would forget a night that was missed while nobody ran.
        if (await scheduler.GetTrigger(Trigger, cancellationToken) is not ICronTrigger standing
            || standing.CronExpressionString != options.Value.Cron || !standing.TimeZone.Equals(zone))
        {
            var job = JobBuilder.Create<NightlyJob>().WithIdentity(Job).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(Trigger).ForJob(Job)
                .WithCronSchedule(options.Value.Cron, cron => cron.InTimeZone(zone)).Build();
            await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        running = scheduler;
    }

    public async ValueTask DisposeAsync()
    {
        if (running is { } scheduler)
        {
            await scheduler.Shutdown();
        }
    }
}

public static class ScheduleRegistration
{
    public static IServiceCollection AddNightlySchedule(this IServiceCollection services)
    {
        services.AddOptions<ScheduleOptions>().BindConfiguration(ScheduleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddTransient<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.UseRegisteredDataSource = true);
            store.UseClustering();
            store.ProvisionSchema();
            store.UseSystemTextJsonSerializer();
        }));

        // No hosted service of Quartz's: it wants the database before it is migrated. WorkerStart starts the schedule, the host disposes it.
        services.AddSingleton<NightlySchedule>();
        return services;
    }
}
