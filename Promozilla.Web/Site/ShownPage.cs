using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.OutputCaching;

namespace Promozilla.Web.Site;

/// <summary>Which page a request was answered with, as metrics and visits name it.</summary>
/// <param name="Pattern">Its route's: few values, whatever is asked for.</param>
internal sealed record ShownPage(Type Type, string Pattern, bool IsAlikeForAll)
{
    /// <summary>The page's own name.</summary>
    public string View => Type.Name;

    /// <summary>Null: it was no page, or not shown.</summary>
    public static ShownPage? Of(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode == StatusCodes.Status200OK
        && context.GetEndpoint() is RouteEndpoint route && route.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page
            ? new ShownPage(page.Type, "/" + route.RoutePattern.RawText?.TrimStart('/'), route.Metadata.GetMetadata<OutputCacheAttribute>() is not null)
            : null;
}
