using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Site;

/// <summary>
/// Which country's site a request is for, by its host, found once. Like the culture it flows with the request: the database's contexts
/// (<see cref="Data.PromozillaDbContext.Market"/>), the shelves, prices and days all go by it.
/// </summary>
public sealed class MarketOfRequest(RequestDelegate next, Markets markets, IHostEnvironment environment)
{
    private static readonly AsyncLocal<Market?> Ambient = new();
    private static readonly string[] Probes = ["/health", "/alive", "/metrics"];

    /// <summary>Null outside of requests.</summary>
    public static Market? Known => Ambient.Value;

    public static Market Current => Ambient.Value ?? Market.Portugal;

    public async Task InvokeAsync(HttpContext context)
    {
        var market = markets.AtHost(context.Request.Host.Host)
            ?? (environment.IsDevelopment() || Probes.Contains(context.Request.Path.Value) ? markets.Main : null);
        if (market is null)
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            await context.Response.WriteAsync("No site has this host name. The operator lists host names under Markets:{country}:Hosts.\n", context.RequestAborted);
            return;
        }

        Ambient.Value = market;
        await next(context);
    }
}
