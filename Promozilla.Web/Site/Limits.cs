using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Visits;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>How often one address may try: names for [EnableRateLimiting].</summary>
public static class Limits
{
    public const string Accounts = "accounts";
    public const string Search = "search";
    public const string Suggestions = "suggestions";
    public const string Machines = "machines";
    public const string MailEvents = "mail-events";

    public static void AddLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        limiter.AddPolicy(Accounts, context => HttpMethods.IsPost(context.Request.Method)
            ? Shared(context, Options(context).AccountTriesPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(Suggestions, context => PerMinute(context, Options(context).SuggestionsPerMinute));
        limiter.AddPolicy(Machines, context => PerMinute(context, Options(context).ApiCallsPerMinute));
        limiter.AddPolicy(MailEvents, context => PerMinute(context, Options(context).MailEventsPerMinute));
        limiter.AddPolicy(Search, context => PerMinute(context, Options(context).SearchesPerMinute));
    });

    private static SiteOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value;

    private static RateLimitPartition<string> PerMinute(HttpContext context, int tries) =>
        RateLimitPartition.GetSlidingWindowLimiter(Network(context.Connection.RemoteIpAddress), _ => Minute(tries));

    /// <summary>Who guesses passwords gains nothing by asking several replicas.</summary>
    private static RateLimitPartition<string> Shared(HttpContext context, int tries)
    {
        var services = context.RequestServices;
        if (services.GetService<IConnectionMultiplexer>() is not { } redis) return PerMinute(context, tries);
        var (salts, market, clock) = (services.GetRequiredService<DaySalts>(), services.GetRequiredService<Markets>().Main, services.GetRequiredService<TimeProvider>());
        return RateLimitPartition.Get(
            Network(context.Connection.RemoteIpAddress),
            network => new SharedTries(redis, () => SharedTries.KeyOf(network, salts, market, clock.GetUtcNow()), tries, new SlidingWindowRateLimiter(Minute(tries))));
    }

    private static SlidingWindowRateLimiterOptions Minute(int tries) => new() { PermitLimit = tries, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 };

    /// <summary>Whose tries are counted together: an IPv4 address; of IPv6 the 64 bits that one household or server has all addresses of.</summary>
    internal static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
