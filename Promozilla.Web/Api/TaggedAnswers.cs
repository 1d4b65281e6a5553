using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Promozilla.Web.Api;

/// <summary>Every answer carries a tag of its content, and one that the caller has already is a 304 without a body.</summary>
internal sealed class TaggedAnswers(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var value = answer is INestedHttpResult nested ? nested.Result : answer;
        return value is IValueHttpResult { Value: { } body } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
            ? new Tagged(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), json.Value.SerializerOptions), "application/json; charset=utf-8")
            : answer;
    }
}

/// <summary>Bytes with their tag; public data that any page may read.</summary>
internal sealed class Tagged(byte[] body, string type, DateTimeOffset? modified = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request.GetTypedHeaders(), httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = modified;
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromMinutes(1) };
        response.Headers.AccessControlAllowOrigin = "*";
        // A compressed answer has the same words, so the weak comparison is the right one.
        if (request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = type;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
