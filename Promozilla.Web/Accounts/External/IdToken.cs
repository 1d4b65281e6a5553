using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Promozilla.Web.Accounts.External;

/// <summary>
/// An ID token, checked as OpenID Connect Core 1.0 (section 3.1.3.7) asks: signature by a key of the issuer, issuer, audience, time, nonce.
/// The package that does this is not needed for three algorithms.
/// </summary>
internal static class IdToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <returns>The claims; or why there are none.</returns>
    public static (JsonElement? Claims, string? Refusal) Read(string token, JsonElement keys, string issuer, string client, string nonce, DateTimeOffset now)
    {
        if (token.Split('.') is not [var head, var body, var seal] || Json(head) is not { } header || Json(body) is not { } claims || !Base64Url.IsValid(seal))
        {
            return (null, "not a signed token");
        }

        if (!keys.EnumerateArray().Where(key => Fits(key, header)).Any(key => IsSigned(key, Text(header, "alg"), $"{head}.{body}", Base64Url.DecodeFromChars(seal))))
        {
            return (null, UnknownKey);
        }

        var seconds = now.ToUnixTimeSeconds();
        return (Text(claims, "iss")?.TrimEnd('/') == issuer.TrimEnd('/'), Audience(claims, client), Text(claims, "nonce") == nonce, Text(claims, "sub")) switch
        {
            (false, _, _, _) => (null, "another issuer"),
            (_, false, _, _) => (null, "meant for another client"),
            (_, _, false, _) => (null, "the nonce is not ours"),
            (_, _, _, null or "") => (null, "no subject"),
            _ when Number(claims, "exp") is not { } end || end + Skew.TotalSeconds < seconds => (null, "expired"),
            _ when Number(claims, "iat") is { } begin && begin - Skew.TotalSeconds > seconds => (null, "from the future"),
            _ => (claims, null),
        };
    }

    /// <summary>Worth asking the issuer again for its keys: it may have changed them.</summary>
    public const string UnknownKey = "not signed by a key of the issuer";

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static bool Audience(JsonElement claims, string client)
    {
        if (!claims.TryGetProperty("aud", out var aud))
        {
            return false;
        }

        var several = aud.ValueKind is JsonValueKind.Array ? aud.EnumerateArray().Select(one => one.GetString()).ToArray() : [aud.ToString()];
        return several.Contains(client) && (several.Length is 1 || Text(claims, "azp") == client) && (Text(claims, "azp") ?? client) == client;
    }

    private static bool Fits(JsonElement key, JsonElement header) =>
        Text(key, "use") is null or "sig" && (Text(header, "kid") is not { } id || Text(key, "kid") == id);

    private static bool IsSigned(JsonElement key, string? algorithm, string signed, byte[] seal)
    {
        var text = Encoding.ASCII.GetBytes(signed);
        switch (algorithm, Text(key, "kty"))
        {
            case ("RS256" or "PS256", "RSA") when Bytes(key, "n") is { } modulus && Bytes(key, "e") is { } exponent:
                using (var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }))
                {
                    return rsa.KeySize >= 2048
                        && rsa.VerifyData(text, seal, HashAlgorithmName.SHA256, algorithm is "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
                }

            case ("ES256", "EC") when Text(key, "crv") is "P-256" && Bytes(key, "x") is { } x && Bytes(key, "y") is { } y:
                using (var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }))
                {
                    return curve.VerifyData(text, seal, HashAlgorithmName.SHA256);
                }

            default:
                // "none", and HS256 with a public key for its secret, end here.
                return false;
        }
    }

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) ? (long)number : null;

    private static byte[]? Bytes(JsonElement key, string name) => Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static JsonElement? Json(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonElement.Parse(Base64Url.DecodeFromChars(part)) is { ValueKind: JsonValueKind.Object } json ? json : null : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
