using Quartz;

namespace Promozilla.Worker.Visits;

/// <summary>On the same clustered scheduler as the night's run: of several workers one does the round.</summary>
public sealed class VisitSchedule(ISchedulerFactory schedulers)
{
    private const string EveryTenMinutes = "20 */10 * * * ?";
    private static readonly TriggerKey Trigger = new("visits");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.GetTrigger(Trigger, cancellationToken) is ICronTrigger standing && standing.CronExpressionString == EveryTenMinutes)
        {
            return;
        }

        var job = JobBuilder.Create<VisitJob>().WithIdentity("visits").Build();
        var trigger = TriggerBuilder.Create().WithIdentity(Trigger).ForJob(job).WithCronSchedule(EveryTenMinutes).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}

[DisallowConcurrentExecution]
public sealed partial class VisitJob(VisitRound round, ILogger<VisitJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (await round.ApplyAsync(cancellationToken) is { } figures) Log.Done(logger, figures);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Visits: {Figures}")]
        public static partial void Done(ILogger logger, VisitRoundFigures figures);
    }
}

public static class VisitsRegistration
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<VisitRound>();
        services.AddSingleton<VisitSchedule>();
        return services;
    }
}
