using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.MailEvents;

/// <summary>Whether a message is SendGrid's and of now: ECDSA on P-256 with SHA-256 over the time and the body, as its signed event webhook does.</summary>
public sealed class SendGridSignature(IOptions<MailEventsOptions> options, TimeProvider clock)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>How far the provider's clock may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public bool IsValid(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (signature is null or { Length: > 256 } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var age = clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        if (age > options.Value.WindowHours * 3600L || age < -Ahead.TotalSeconds)
        {
            return false;
        }

        Span<byte> der = stackalloc byte[192];
        if (!Convert.TryFromBase64String(signature, der, out var length))
        {
            return false;
        }

        using var key = ReadKey(options.Value.SendGridKey!);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        return key!.VerifyData(signed, der[..length], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <returns>Null where it is no public key of an elliptic curve.</returns>
    internal static ECDsa? ReadKey(string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return key;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}
