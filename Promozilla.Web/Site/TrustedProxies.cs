using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Site;

/// <summary>
/// Behind a proxy every request comes from the proxy's address, over http. What it says of the real one is believed only of those whom <see cref="SiteOptions.Proxies"/>
/// names: whoever else could say so would choose the address that limits and sessions go by.
/// </summary>
public static class TrustedProxies
{
    public const string Private = "private";

    // Loopback, RFC 1918, RFC 6598 (what cloud ingresses use), unique-local, link-local.
    private static readonly string[] PrivateNetworks =
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    public static void UseTrustedProxies(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        var networks = Entries(site.Proxies).SelectMany(entry => entry == Private ? PrivateNetworks : [entry]).ToList();
        if (networks.Count == 0) return;

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = site.ProxyHops,
        };
        // Loopback stands in both by default.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(Read(network) ?? throw new InvalidOperationException($"Site:Proxies: {network}"));
        app.UseForwardedHeaders(options);
    }

    internal static IEnumerable<string> Wrong(string proxies) => Entries(proxies).Where(entry => entry != Private && Read(entry) is null);

    private static string[] Entries(string proxies) => proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static System.Net.IPNetwork? Read(string entry)
    {
        if (IPAddress.TryParse(entry, out var address)) return new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8);
        return System.Net.IPNetwork.TryParse(entry, out var network) ? network : null;
    }
}
