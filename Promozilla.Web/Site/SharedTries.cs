using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Visits;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>One network's tries of the last minute, counted for all replicas together in Redis, and here: while Redis can't be reached this process counts alone.</summary>
internal sealed class SharedTries(IConnectionMultiplexer redis, Func<RedisKey> key, int most, RateLimiter here) : RateLimiter
{
    // By the server's clock, in one step. A try that is refused does not count.
    private const string Count = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - 60000000)
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
        redis.call('ZADD', KEYS[1], now, ARGV[2])
        redis.call('PEXPIRE', KEYS[1], 60000)
        return 1
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public override TimeSpan? IdleDuration => here.IdleDuration;

    /// <summary>No address is kept, not even for a minute: a code made of it with the day's salt, which the replicas agree on.</summary>
    public static RedisKey KeyOf(string network, DaySalts salts, Market market, DateTimeOffset now) =>
        $"promozilla:tries:{Convert.ToHexStringLower(HMACSHA256.HashData(salts.Of(market, now).Today, Encoding.UTF8.GetBytes(network)).AsSpan(0, 8))}";

    public override RateLimiterStatistics? GetStatistics() => here.GetStatistics();

    // Nothing can be said without asking: the middleware goes on to wait for the answer.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Answer(false);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        using var mine = here.AttemptAcquire(permitCount);
        return new Answer(mine.IsAcquired && await IsSharedAsync(cancellationToken));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) here.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> IsSharedAsync(CancellationToken cancellationToken)
    {
        if (!redis.IsConnected) return true;
        try
        {
            return (bool)await redis.GetDatabase().ScriptEvaluateAsync(Count, [key()], [most, Guid.NewGuid().ToByteArray()]).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
        {
            return true;
        }
    }

    private sealed class Answer(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
