using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Promozilla.Tests.Servers.Bucket;

/// <summary>
/// Stands before a bucket server and lets through only requests whose signature (AWS Signature Version 4) and body hash are right, as Amazon does; s3rver
/// looks at neither.
/// </summary>
internal sealed class SignatureGate : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Transfer-Encoding", "Connection", "Content-Length"];

    private readonly WebApplication app;
    private readonly HttpClient behind;

    private SignatureGate(WebApplication app, HttpClient behind)
    {
        this.app = app;
        this.behind = behind;
    }

    public string Address => app.Urls.Single();

    public static async Task<SignatureGate> StartAsync(string target, string accessKey, string secretKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var gate = new SignatureGate(builder.Build(), new HttpClient { BaseAddress = new Uri(target) });
        gate.app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var bytes = body.ToArray();
            if (IsSigned(context.Request, bytes, accessKey, secretKey)) await gate.ForwardAsync(context, bytes);
            else await RefuseAsync(context.Response);
        });
        await gate.app.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        behind.Dispose();
    }

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html</summary>
    private static bool IsSigned(HttpRequest request, byte[] body, string accessKey, string secretKey)
    {
        const string Algorithm = "AWS4-HMAC-SHA256";
        var given = request.Headers.Authorization.ToString();
        if (!given.StartsWith(Algorithm + " ", StringComparison.Ordinal)) return false;
        var parts = given[(Algorithm.Length + 1)..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = parts["Credential"].Split('/', 2);
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(body));
        if (scope[0] != accessKey || request.Headers["x-amz-content-sha256"] != bodyHash) return false;
        var query = request.Query.SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}")).Order(StringComparer.Ordinal);
        var headers = parts["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n");
        var canonical = $"{request.Method}\n{request.Path.ToUriComponent()}\n{string.Join('&', query)}\n{string.Concat(headers)}\n{parts["SignedHeaders"]}\n{bodyHash}";
        var toSign = $"{Algorithm}\n{request.Headers["x-amz-date"]}\n{scope[1]}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope[1].Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), (from, part) => HMACSHA256.HashData(from, Encoding.UTF8.GetBytes(part)));
        return parts["Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        response.ContentType = "application/xml";
        return response.WriteAsync("<Error><Code>SignatureDoesNotMatch</Code><Message>The signature is another.</Message></Error>");
    }

    private async Task ForwardAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.GetEncodedPathAndQuery());
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in context.Request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        using var response = await behind.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (response.StatusCode is not System.Net.HttpStatusCode.NoContent) context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
