using Npgsql;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Runs;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Runs a job now, beside its own hour. Asked for twice it may run twice, one after the other: each bears it.</summary>
public sealed class JobRun(ISchedulerFactory schedulers, RunOpening opening) : IOperatorAct
{
    public string Action => "job.run";

    public async Task<string> DoAsync(OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var job = order.Read<JobOrder>().Job;
        if (job == "nightly")
        {
            // At once: the while that a night waits is so that no store sees us by the clock.
            await opening.RequestAsync(RunOrigins.Asked, market: null, observedAt: null, TimeSpan.Zero, cancellationToken);
            return "started";
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!await scheduler.Exists(new JobKey(job), cancellationToken)) throw new OperatorActException("there is no such job here");
        await scheduler.TriggerJob(new JobKey(job), cancellationToken: cancellationToken);
        return "started";
    }
}

internal sealed record JobOrder(string Job);
