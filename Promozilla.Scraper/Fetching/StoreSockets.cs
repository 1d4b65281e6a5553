using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// The way out: straight, or through the proxy that is configured for the request's store. A proxy resolves names for itself, so that the target
/// is looked up here first; what may not be reached straight may not be reached through a proxy either.
/// </summary>
public sealed class StoreSockets : HttpMessageHandler
{
    private readonly PublicAddresses _addresses;
    private readonly SslClientAuthenticationOptions? _tls;
    private readonly HttpMessageInvoker _straight;
    private readonly Dictionary<string, HttpMessageInvoker> _proxied = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="tls">Whom to trust, other than whom the system trusts.</param>
    public StoreSockets(IOptions<ScraperOptions> options, PublicAddresses addresses, SslClientAuthenticationOptions? tls = null)
    {
        (_addresses, _tls) = (addresses, tls);
        _straight = new HttpMessageInvoker(Sockets(addresses.ConnectAsync));
        foreach (var (store, value) in options.Value.Proxies) _proxied[store] = new HttpMessageInvoker(Through(OutboundProxy.Parse(value)!));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Courtesy.Of(request).Store is not { } store || !_proxied.TryGetValue(store, out var proxied)) return await _straight.SendAsync(request, cancellationToken);
        var url = request.RequestUri!;
        try
        {
            await _addresses.ResolveAsync(url.IdnHost, url.Port, cancellationToken);
        }
        catch (System.Net.Sockets.SocketException unknown)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, unknown.Message, unknown);
        }

        return await proxied.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _straight.Dispose();
            foreach (var proxied in _proxied.Values) proxied.Dispose();
        }

        base.Dispose(disposing);
    }

    private SocketsHttpHandler Through(OutboundProxy proxy)
    {
        // The one address that is not asked whether it is public: the operator's own.
        var sockets = Sockets(async (context, cancellationToken) => context.DnsEndPoint.Port == proxy.Address.Port && context.DnsEndPoint.Host.Equals(proxy.Address.IdnHost, StringComparison.OrdinalIgnoreCase)
            ? await PublicAddresses.ConnectAsync(await Dns.GetHostAddressesAsync(proxy.Address.IdnHost, cancellationToken), proxy.Address.Port, cancellationToken)
            : throw new FetchRefusedException("not by the store's proxy"));
        sockets.UseProxy = true;
        sockets.Proxy = new WebProxy(proxy.Address) { Credentials = proxy.Credential };
        return sockets;
    }

    private SocketsHttpHandler Sockets(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        };
        if (_tls is not null) sockets.SslOptions = _tls;
        return sockets;
    }
}
