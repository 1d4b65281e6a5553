using System.Net;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>A proxy that an operator configured. Its address, which may be logged, is apart from its password, which never is.</summary>
internal sealed record OutboundProxy(Uri Address, NetworkCredential? Credential)
{
    public bool IsSocks => Address.Scheme == "socks5";

    /// <summary>The proxy; null when the value is none.</summary>
    public static OutboundProxy? Parse(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "socks5") || url.Port <= 0 || url.PathAndQuery is not ("/" or "")) return null;
        var parts = url.UserInfo.Split(':', 2);
        var credential = url.UserInfo.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        return new OutboundProxy(new UriBuilder(url.Scheme, url.IdnHost, url.Port).Uri, credential);
    }

    public override string ToString() => Address.ToString();

    /// <summary>A value that is no proxy stops the process; the value itself, which may hold a password, is not repeated.</summary>
    public sealed class Validation : IValidateOptions<ScraperOptions>
    {
        public ValidateOptionsResult Validate(string? name, ScraperOptions options)
        {
            var wrong = options.Proxies.Where(proxy => Parse(proxy.Value) is null)
                .Select(proxy => $"Scraper:Proxies:{proxy.Key} is not a proxy's address, such as http://user:password@host:3128 or socks5://user:password@host:1080.").ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
    }
}
