using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Promozilla.Data.Push;

/// <summary>
/// The site's name towards push services (RFC 8292): a P-256 key pair. Browsers tie their subscription to the public half, so it must stay the
/// same for as long as they should be reached.
/// </summary>
public sealed class VapidKey
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);

    private readonly byte[] scalar;

    private VapidKey(byte[] scalar, byte[] publicKey) => (this.scalar, PublicKey) = (scalar, publicKey);

    /// <summary>65 bytes: an uncompressed point.</summary>
    public byte[] PublicKey { get; }

    /// <summary>As a browser wants it: base64url.</summary>
    public string PublicText => Base64Url.EncodeToString(PublicKey);

    /// <param name="secret">A VAPID private key as other tools write it (base64url of 32 bytes), or any other secret of 20 characters or more.</param>
    public static VapidKey From(string secret)
    {
        var given = secret.Length is 43 or 44 && Base64Url.IsValid(secret) ? Base64Url.DecodeFromChars(secret) : [];
        var number = new BigInteger(given, isUnsigned: true, isBigEndian: true);
        if (given.Length is not 32 || number.IsZero || number >= Order)
        {
            // 48 bytes, so that no number is likelier than another (FIPS 186-5, A.2.1).
            var wide = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 48, info: "promozilla vapid"u8.ToArray());
            number = (new BigInteger(wide, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        }

        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        var scalar = new byte[32];
        bytes.CopyTo(scalar, 32 - bytes.Length);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new VapidKey(scalar, [4, .. point.X!, .. point.Y!]);
    }

    public ECDsa Signer() => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
}
