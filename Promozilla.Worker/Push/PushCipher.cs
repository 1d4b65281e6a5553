using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Promozilla.Data.Push;

namespace Promozilla.Worker.Push;

/// <summary>Encrypts for one browser (RFC 8291 over RFC 8188, aes128gcm): whoever carries it can't read it.</summary>
internal static class PushCipher
{
    /// <summary>So that the whole stays within the 4096 bytes that every push service takes.</summary>
    public const int LongestText = 4096 - HeaderLength - 17;
    private const int HeaderLength = 86;
    private const int RecordSize = 4096;

    public static byte[] Encrypt(byte[] text, byte[] browserKey, byte[] browserSecret)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, browserKey, browserSecret, ours, RandomNumberGenerator.GetBytes(16));
    }

    internal static byte[] Encrypt(byte[] text, byte[] browserKey, byte[] browserSecret, ECDiffieHellman ours, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LongestText);
        using var theirs = ECDiffieHellman.Create(PushEndpoint.Parameters(browserKey));
        var point = ours.ExportParameters(includePrivateParameters: false).Q;
        byte[] ourKey = [4, .. point.X!, .. point.Y!];
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        var material = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, shared, 32, browserSecret, [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. browserKey, .. ourKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));

        // Header: salt, record size, our key's length and our key; then the one record, its text ended by a 2.
        var sealedText = new byte[HeaderLength + text.Length + 1 + 16];
        salt.CopyTo(sealedText, 0);
        BinaryPrimitives.WriteUInt32BigEndian(sealedText.AsSpan(16), RecordSize);
        sealedText[20] = 65;
        ourKey.CopyTo(sealedText, 21);
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, [.. text, 2], sealedText.AsSpan(HeaderLength, text.Length + 1), sealedText.AsSpan(HeaderLength + text.Length + 1));
        return sealedText;
    }
}
