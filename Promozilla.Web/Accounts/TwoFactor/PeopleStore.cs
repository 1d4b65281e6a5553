using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>
/// Identity's store, but a stolen copy of the table opens nothing: it keeps authenticator keys and recovery codes as plain text, here the
/// first are encrypted with the key ring and the second hashed.
/// </summary>
public sealed class PeopleStore(PromozillaDbContext context, IDataProtectionProvider protection)
    : UserStore<User, IdentityRole<Guid>, PromozillaDbContext, Guid>(context)
{
    private const int HashLength = 64;
    private readonly IDataProtector protector = protection.CreateProtector("Promozilla.AuthenticatorKey");

    public override Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { Length: > 0 } kept ? protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            // The key ring it was encrypted with is lost: recovery codes still serve.
            return null;
        }
    }

    // Using a code writes back those that are left, which are hashes already.
    public override Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == HashLength ? code : Hash(user, code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, Hash(user, code), cancellationToken);

    private static string Hash(User user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}:{Fold(code)}")));

    private static string Fold(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
