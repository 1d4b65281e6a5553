using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Promozilla.Web.Visits;

/// <summary>Keeps the salts agreed on, of which tries at sign-in are counted too, and the countries' file read.</summary>
internal sealed partial class SaltLoop(
    DaySalts salts, Countries countries, IServiceProvider services, IOptions<VisitOptions> options, TimeProvider clock, ILogger<SaltLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The connection is made here, not in the start's way: a Redis that isn't there takes seconds to say so.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (options.Value.Enabled) countries.Refresh();
            try
            {
                await salts.AgreeAsync(services.GetService<IConnectionMultiplexer>()?.GetDatabase());
            }
            catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
            {
                Log.Unreachable(logger, unreachable.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis can't be reached for the day's salt: visitors are told apart, and tries counted, by this process alone until it is ({Reason})")]
        public static partial void Unreachable(ILogger logger, string reason);
    }
}
