using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>A request as the shop saw it, from its arrival to when only the answer's end was left to say, in ticks of one clock for all shops.</summary>
internal sealed record Visit(string Path, string Protocol, IReadOnlyDictionary<string, string> Headers, long From, long To);

/// <summary>A shop on the loopback that answers as a test says, and notes who came when.</summary>
internal sealed class LoopbackShop : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> LazyCertificate = new(SelfSigned);
    private readonly ConcurrentQueue<Visit> _visits = new();
    private readonly WebApplication _app;

    private LoopbackShop(bool isSecure, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (isSecure) listen.UseHttps(LazyCertificate.Value);
        }));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Of everything but robots.txt.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("<html><body>Olá</body></html>");

    public RequestDelegate Robots { get; set; } = context => context.Response.WriteAsync("");

    public string Host => new Uri(_app.Urls.Single()).Authority;

    /// <summary>All visits but those of robots.txt, in order of arrival.</summary>
    public IReadOnlyList<Visit> Visits => [.. _visits.Where(visit => visit.Path != "/robots.txt").OrderBy(visit => visit.From)];

    public int RobotsVisits => _visits.Count(visit => visit.Path == "/robots.txt");

    /// <summary>Trusts the secure shops of these tests.</summary>
    public static SslClientAuthenticationOptions Trust { get; } = new()
    {
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == LazyCertificate.Value.GetCertHashString(),
    };

    public static async Task<LoopbackShop> StartAsync(bool isSecure = false, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var shop = new LoopbackShop(isSecure, isSecure ? protocols : HttpProtocols.Http1);
        await shop._app.StartAsync();
        return shop;
    }

    public Uri Url(string path = "/") => new(new Uri(_app.Urls.Single()), path);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var from = TimeProvider.System.GetTimestamp();
        var to = from;
        var (path, protocol) = (context.Request.Path + context.Request.QueryString, context.Request.Protocol);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        try
        {
            await (path == "/robots.txt" ? Robots : Answer)(context);
            // Before the end is sent: after it the visitor may be gone and back before this thread goes on.
            to = TimeProvider.System.GetTimestamp();
            await context.Response.CompleteAsync();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        finally
        {
            _visits.Enqueue(new Visit(path, protocol, headers, from, to));
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=loopback", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
