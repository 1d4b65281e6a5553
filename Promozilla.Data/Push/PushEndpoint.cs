using System.Net;
using System.Security.Cryptography;

namespace Promozilla.Data.Push;

/// <summary>What a browser may name as its push service: anybody can send any address here, and the Worker will call it.</summary>
public static class PushEndpoint
{
    /// <param name="local">host:port of a push service on this machine that is let in, for tests; null: none.</param>
    public static bool IsAcceptable(string? endpoint, string? local)
    {
        if (endpoint is null || endpoint.Length > PushSubscription.LongestEndpoint || !Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
        {
            return false;
        }

        return url.Authority == local
            || (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _) && url.Host.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>65 bytes that are a point of P-256, and 16 of secret: with anything else nothing could be encrypted.</summary>
    public static bool AreKeys(byte[] publicKey, byte[] secret)
    {
        if (publicKey.Length is not 65 || publicKey[0] is not 4 || secret.Length is not 16)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(Parameters(publicKey));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static ECParameters Parameters(byte[] publicKey) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = publicKey[1..33], Y = publicKey[33..65] },
    };
}
