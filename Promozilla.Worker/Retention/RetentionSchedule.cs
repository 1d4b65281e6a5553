using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;
using Quartz;

namespace Promozilla.Worker.Retention;

/// <summary>On the same clustered scheduler as the night's run, which is running by now: of several workers one does the round.</summary>
public sealed class RetentionSchedule(ISchedulerFactory schedulers, Markets markets, IOptions<RetentionOptions> options)
{
    private static readonly TriggerKey Trigger = new("retention");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.GetTrigger(Trigger, cancellationToken) is ICronTrigger standing && standing.CronExpressionString == options.Value.Cron)
        {
            return;
        }

        var job = JobBuilder.Create<RetentionJob>().WithIdentity("retention").Build();
        var trigger = TriggerBuilder.Create().WithIdentity(Trigger).ForJob(job)
            .WithCronSchedule(options.Value.Cron, cron => cron.InTimeZone(markets.Main.TimeZone)).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}

/// <summary>One round a day.</summary>
[DisallowConcurrentExecution]
public sealed partial class RetentionJob(RetentionRound round, ILogger<RetentionJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var figures = await round.ApplyAsync(cancellationToken);
        context.Result = figures;
        Log.Done(logger, figures);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Figures}")]
        public static partial void Done(ILogger logger, RetentionFigures figures);
    }
}

public static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetentionRound>();
        services.AddSingleton<RetentionSchedule>();
        return services;
    }
}
