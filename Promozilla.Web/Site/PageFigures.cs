using System.Diagnostics.Metrics;

namespace Promozilla.Web.Site;

/// <summary>
/// Counts pages by view, path and where people came from. Every label has few values: a path is its route's pattern, a referrer the name of a
/// well-known place or "other". Nothing of it is about a person.
/// </summary>
internal sealed class PageFigures(RequestDelegate next)
{
    private static readonly Meter Meter = new("Promozilla.Web");
    private static readonly Counter<long> Views = Meter.CreateCounter<long>("promozilla.page.views", "{page}", "Pages shown, by view, path (the route's pattern) and referrer");

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (ShownPage.Of(context) is { } page)
        {
            Views.Add(
                1,
                KeyValuePair.Create<string, object?>("view", page.View),
                KeyValuePair.Create<string, object?>("path", page.Pattern),
                KeyValuePair.Create<string, object?>("referrer", ReferrerName.Of(context.Request.Headers.Referer.ToString(), context.Request.Host.Host)));
        }
    }
}
