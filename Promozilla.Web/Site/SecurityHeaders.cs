namespace Promozilla.Web.Site;

/// <summary>Everything comes from this site alone; nothing inline runs; nobody frames it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the exception handler clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var (request, headers) = (((HttpContext)state).Request, ((HttpContext)state).Response.Headers);
            // The css names the font by its version, so the file never changes.
            if (request.Path.StartsWithSegments("/fonts", StringComparison.Ordinal))
            {
                headers.CacheControl = "public, max-age=31536000, immutable";
            }

            // What shows a mail is stricter still.
            if (headers.ContentSecurityPolicy.Count is 0) headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            // Cards are made to be shown by others.
            headers["Cross-Origin-Resource-Policy"] = request.Path.StartsWithSegments("/cartoes", StringComparison.Ordinal) ? "cross-origin" : "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
