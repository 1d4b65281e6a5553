using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Promozilla.Worker.Runs;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Asks for tonight's run of a market's stores, a random while from now; the tick opens it when its time has come.</summary>
[DisallowConcurrentExecution]
public sealed class NightlyJob(RunOpening opening, IOptions<ScheduleOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var jitter = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32((int)(options.Value.JitterMinutes * 60) + 1));
        await opening.RequestAsync(RunOrigins.Nightly, context.JobDetail.Key.Group, null, jitter, cancellationToken);
    }
}
