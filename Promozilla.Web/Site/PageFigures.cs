using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Promozilla.Web.Site;

/// <summary>
/// Counts pages by view, path and where people came from. Every label has few values: a path is its route's pattern, a referrer the name of a
/// well-known place or "other". Nothing of it is about a person.
/// </summary>
internal sealed class PageFigures(RequestDelegate next)
{
    private static readonly Meter Meter = new("Promozilla.Web");
    private static readonly Counter<long> Views = Meter.CreateCounter<long>("promozilla.page.views", "{page}", "Pages shown, by view, path (the route's pattern) and referrer");

    /// <summary>A host's name, with all before it: "www.google.pt" ends in a label "google".</summary>
    private static readonly string[] Places =
    [
        "google", "bing", "duckduckgo", "ecosia", "yahoo", "qwant", "facebook", "instagram", "reddit", "youtube", "twitter", "x", "t", "whatsapp", "telegram", "discord",
        "bsky", "mastodon", "linkedin", "pinterest", "tiktok", "kuantokusta", "github", "chatgpt", "perplexity",
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode == StatusCodes.Status200OK
            && context.GetEndpoint() is RouteEndpoint route && route.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
        {
            Views.Add(
                1,
                KeyValuePair.Create<string, object?>("view", page.Type.Name),
                KeyValuePair.Create<string, object?>("path", "/" + route.RoutePattern.RawText?.TrimStart('/')),
                KeyValuePair.Create<string, object?>("referrer", Referrer(context.Request.Headers.Referer.ToString(), context.Request.Host.Host)));
        }
    }

    public static string Referrer(string referrer, string own)
    {
        if (referrer.Length == 0) return "none";
        if (!Uri.TryCreate(referrer, UriKind.Absolute, out var from)) return "other";
        if (from.Host.Equals(own, StringComparison.OrdinalIgnoreCase)) return "own";
        // What stands before the country: google.pt, google.com, uk.search.yahoo.com, t.co.
        var labels = from.Host.ToLowerInvariant().Split('.');
        return Places.FirstOrDefault(place => labels.Length > 1 && labels.AsSpan()[..^1].Contains(place)) is { } known ? known is "t" or "twitter" ? "x" : known : "other";
    }
}
