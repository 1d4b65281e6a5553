using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passkeys;

/// <summary>Passkeys (WebAuthn): made on the account's page, used at the door and where a person is asked again. They are both steps in one.</summary>
public sealed class PasskeyRing(UserManager<User> users, SignInManager<User> gate, AccountMails mails)
{
    private const int Most = 20;
    private const int LongestName = 60;

    public Task<string> CreationOptionsAsync(User user) =>
        gate.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Email! });

    /// <summary>For nobody in particular: the browser offers what it has, and an address need not be typed, nor asked about.</summary>
    public Task<string> RequestOptionsAsync() => gate.MakePasskeyRequestOptionsAsync(null!);

    public async Task<bool> AddAsync(User user, string? credential, string? name, string fallbackName, CancellationToken cancellationToken)
    {
        if (await UnderwayAsync(() => gate.PerformPasskeyAttestationAsync(credential!), credential) is not { Succeeded: true } made
            || made.UserEntity.Id != user.Id.ToString() || (await users.GetPasskeysAsync(user)).Count >= Most)
        {
            return false;
        }

        made.Passkey.Name = Name(name) ?? Name(fallbackName) ?? "Passkey";
        if (!(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
        {
            return false;
        }

        await mails.WriteSecurityAsync(user, "passkey_added", cancellationToken, made.Passkey.Name);
        return true;
    }

    public async Task RenameAsync(User user, byte[] id, string? name)
    {
        if (Name(name) is { } given && await users.GetPasskeyAsync(user, id) is { } passkey)
        {
            passkey.Name = given;
            await users.AddOrUpdatePasskeyAsync(user, passkey);
        }
    }

    public async Task RemoveAsync(User user, byte[] id, CancellationToken cancellationToken)
    {
        if (await users.GetPasskeyAsync(user, id) is { } passkey && (await users.RemovePasskeyAsync(user, id)).Succeeded)
        {
            await mails.WriteSecurityAsync(user, "passkey_removed", cancellationToken, passkey.Name ?? "");
        }
    }

    /// <returns>Whose passkey answered; null: none that we know.</returns>
    public async Task<User?> AssertAsync(string? credential)
    {
        if (await UnderwayAsync(() => gate.PerformPasskeyAssertionAsync(credential!), credential) is not { Succeeded: true } shown || !shown.User.EmailConfirmed)
        {
            return null;
        }

        // With it the counter is kept that tells a copied key.
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return shown.User;
    }

    private static async Task<TResult?> UnderwayAsync<TResult>(Func<Task<TResult>> perform, string? credential)
        where TResult : class
    {
        try
        {
            return string.IsNullOrEmpty(credential) || credential.Length > 20_000 ? null : await perform();
        }
        catch (InvalidOperationException)
        {
            // What was asked has lapsed (five minutes), or was asked for another purpose.
            return null;
        }
    }

    private static string? Name(string? typed) => typed?.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, LongestName)] : null;
}
