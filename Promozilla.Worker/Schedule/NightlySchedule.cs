using Microsoft.Extensions.Options;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Quartz on its clustered store in the same database: of several workers one fires a night.</summary>
public sealed class NightlySchedule(ISchedulerFactory schedulers, IOptions<ScheduleOptions> options)
{
    private static readonly JobKey Job = new("nightly");
    private static readonly TriggerKey Trigger = new("nightly");

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
    }
}

public static class ScheduleRegistration
{
    public static IServiceCollection AddNightlySchedule(this IServiceCollection services)
    {
        services.AddOptions<ScheduleOptions>().BindConfiguration(ScheduleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.UseRegisteredDataSource = true);
            store.UseClustering();
            store.ProvisionSchema();
            store.UseSystemTextJsonSerializer();
        }));

        // Started by hand, once the database is there.
        services.AddQuartzHostedService(hosted =>
        {
            hosted.AutoStart = false;
            hosted.WaitForJobsToComplete = true;
        });
        services.AddSingleton<NightlySchedule>();
        return services;
    }
}
