using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Promozilla.ServiceDefaults.Health;
using StackExchange.Redis;

namespace Promozilla.ServiceDefaults;

/// <summary>Settings keys as in Aspire's Redis client package: ConnectionStrings:{name}, section Aspire:StackExchange:Redis.</summary>
public static class RedisRegistration
{
    /// <param name="missing">What a process is without its cache: not ready, or, where it can do its work, degraded.</param>
    public static TBuilder AddRedisClient<TBuilder>(this TBuilder builder, string connectionName, HealthStatus missing = HealthStatus.Unhealthy)
        where TBuilder : IHostApplicationBuilder
    {
        var address = builder.Configuration.GetConnectionString(connectionName)
            ?? builder.Configuration["Aspire:StackExchange:Redis:ConnectionString"]
            ?? throw new InvalidOperationException($"Set ConnectionStrings:{connectionName} to the Redis server's address, such as localhost:6379,password=...");
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(address);
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 5000;
            return ConnectionMultiplexer.Connect(options);
        });
        builder.Services.AddSingleton<SharedHealth>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("StackExchange.Redis", missing, tags: [], TimeSpan.FromSeconds(8));
        return builder;
    }

    private sealed class RedisHealthCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await redis.GetDatabase().PingAsync();
                return HealthCheckResult.Healthy();
            }
            catch (Exception unreachable) when (unreachable is RedisConnectionException or TimeoutException or RedisException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "Redis can't be reached.", unreachable);
            }
        }
    }
}
