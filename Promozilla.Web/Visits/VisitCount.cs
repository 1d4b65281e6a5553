using Microsoft.Extensions.Options;
using Promozilla.Web.Site;

namespace Promozilla.Web.Visits;

/// <summary>
/// Counts after the answer has gone: what goes wrong here can't harm it, and nobody waits for it. It stands around the page cache, so kept pages count as those that are made.
/// </summary>
internal sealed class VisitCount(RequestDelegate next, VisitReader reader, VisitLog log, IOptions<VisitOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.Enabled)
        {
            var market = MarketOfRequest.Current;
            context.Response.OnCompleted(() =>
            {
                foreach (var seen in reader.Read(context, market)) log.Add(seen);
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
