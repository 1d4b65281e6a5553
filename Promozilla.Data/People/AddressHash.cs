using System.Security.Cryptography;
using System.Text;

namespace Promozilla.Data.People;

/// <summary>An address that must be recognised again but not read: lower-case hex SHA-256 of it, trimmed and in lower case.</summary>
public static class AddressHash
{
    public static string Of(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));
}
