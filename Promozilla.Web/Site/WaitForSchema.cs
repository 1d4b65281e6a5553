using Microsoft.AspNetCore.Http.HttpResults;
using Promozilla.Web.Components.Pages.Errors;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Site;

/// <summary>Until the schema is there, people see a calm page instead of an error. Probes and assets pass.</summary>
internal sealed class WaitForSchema(RequestDelegate next, Readiness readiness, StoreDirectory stores)
{
    private static readonly string[] Passing = ["/health", "/alive", "/version", "/metrics", "/css", "/js", "/fonts", "/icons", "/_framework", "/favicon.svg", "/manifest.webmanifest"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Passing.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
        {
            await next(context);
        }
        else if (await readiness.IsReadyAsync(context.RequestAborted))
        {
            await stores.RefreshAsync(context.RequestAborted);
            await next(context);
        }
        else
        {
            context.Response.Headers.RetryAfter = "10";
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            await new RazorComponentResult<Preparing> { StatusCode = StatusCodes.Status503ServiceUnavailable }.ExecuteAsync(context);
        }
    }
}
