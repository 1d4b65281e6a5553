using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Operators;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Quartz on its clustered store in the same database: of several workers one fires a night. Each market has a night of its own.</summary>
public sealed class NightlySchedule(ISchedulerFactory schedulers, Markets markets, IOptions<ScheduleOptions> options) : IAsyncDisposable
{
    private const string Name = "nightly";
    private IScheduler? running;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken))
        {
            if (job.Name == Name && markets.Find(job.Group) is null)
            {
                await scheduler.DeleteJob(job, cancellationToken);
            }
        }

        foreach (var market in markets.All)
        {
            await ScheduleAsync(scheduler, market, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        running = scheduler;
    }

    private async Task ScheduleAsync(IScheduler scheduler, Market market, CancellationToken cancellationToken)
    {
        // A trigger that stands is left alone: replacing it would forget a night that was missed while nobody ran.
        var key = new TriggerKey(Name, market.Key);
        if (await scheduler.GetTrigger(key, cancellationToken) is ICronTrigger standing
            && standing.CronExpressionString == options.Value.Cron && standing.TimeZone.Equals(market.TimeZone))
        {
            return;
        }

        var job = JobBuilder.Create<NightlyJob>().WithIdentity(Name, market.Key).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job)
            .WithCronSchedule(options.Value.Cron, cron => cron.InTimeZone(market.TimeZone)).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
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
        services.AddQuartz(quartz =>
        {
            quartz.AddJobListener<JobNotes>();
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.UseRegisteredDataSource = true);
                store.UseClustering();
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
            });
        });

        // No hosted service of Quartz's: it wants the database before it is migrated. WorkerStart starts the schedule, the host disposes it.
        services.AddSingleton<NightlySchedule>();
        services.AddSingleton<IOperatorAct, JobRun>();
        return services;
    }
}
