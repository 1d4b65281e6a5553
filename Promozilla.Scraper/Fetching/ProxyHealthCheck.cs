using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Asks a store's proxy whether it is there and takes our password, without a request to any store: a SOCKS5 greeting, or OPTIONS that the proxy
/// has to answer itself (Max-Forwards: 0; RFC 9110, 7.6.2).
/// </summary>
internal sealed class ProxyHealthCheck(OutboundProxy proxy) : IHealthCheck
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(proxy.Address.IdnHost, limit.Token);
            await using var stream = await PublicAddresses.ConnectAsync(addresses, proxy.Address.Port, limit.Token);
            var refusal = proxy.IsSocks ? await GreetAsync(stream, limit.Token) : await AskAsync(stream, limit.Token);
            return refusal is null ? HealthCheckResult.Healthy($"{proxy} answers") : new(context.Registration.FailureStatus, $"{proxy}: {refusal}");
        }
        catch (Exception unreachable) when (unreachable is IOException or System.Net.Sockets.SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, $"{proxy}: {(unreachable is OperationCanceledException ? "no answer in time" : unreachable.Message)}");
        }
    }

    private async Task<string?> AskAsync(Stream stream, CancellationToken cancellationToken)
    {
        var authorization = proxy.Credential is { } given
            ? $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{given.UserName}:{given.Password}"))}\r\n"
            : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"OPTIONS * HTTP/1.1\r\nHost: {proxy.Address.Authority}\r\nMax-Forwards: 0\r\n{authorization}Connection: close\r\n\r\n"), cancellationToken);
        var buffer = new byte[12];
        await stream.ReadExactlyAsync(buffer, cancellationToken);
        var line = Encoding.ASCII.GetString(buffer);
        if (!line.StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(line.AsSpan(9), CultureInfo.InvariantCulture, out var status)) return "no HTTP proxy";
        // What it thinks of OPTIONS is its own affair.
        return status == 407 ? "does not take the configured credentials" : status >= 502 ? $"HTTP {status}" : null;
    }

    // RFC 1928 and 1929: which ways to sign in we know, then name and password.
    private async Task<string?> GreetAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] methods = proxy.Credential is null ? [0] : [0, 2];
        await stream.WriteAsync((byte[])[5, (byte)methods.Length, .. methods], cancellationToken);
        var answer = new byte[2];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        if (answer[0] != 5) return "no SOCKS5 proxy";
        if (answer[1] == 0) return null;
        if (answer[1] != 2 || proxy.Credential is not { } given) return "wants other credentials than the configured";
        var (name, password) = (Encoding.UTF8.GetBytes(given.UserName), Encoding.UTF8.GetBytes(given.Password));
        await stream.WriteAsync((byte[])[1, (byte)name.Length, .. name, (byte)password.Length, .. password], cancellationToken);
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return answer[1] == 0 ? null : "does not take the configured credentials";
    }
}
