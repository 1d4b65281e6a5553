using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Promozilla.Data.Push;

namespace Promozilla.Worker.Push;

/// <summary>Says to a push service who sends (RFC 8292): a token for its origin alone, signed, of half a day.</summary>
internal static class VapidHeader
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly string Kind = Base64Url.EncodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}"u8);

    public static string For(Uri endpoint, VapidKey key, string contact, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["sub"] = contact,
        });
        var text = $"{Kind}.{Base64Url.EncodeToString(claims)}";
        using var signer = key.Signer();
        var signature = signer.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={text}.{Base64Url.EncodeToString(signature)}, k={key.PublicText}";
    }
}
