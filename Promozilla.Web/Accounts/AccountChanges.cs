using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Passwords;
using Promozilla.Web.Accounts.Sessions;

namespace Promozilla.Web.Accounts;

/// <summary>A new password or address for an account that stands. Each is told by mail, and ends what is signed in elsewhere.</summary>
public sealed class AccountChanges(
    UserManager<User> users, SignInManager<User> gate, PasswordSignIn passwords, SessionList sessions, AccountMails mails, EvenAnswer even,
    IDbContextFactory<PromozillaDbContext> database, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan UndoFor = TimeSpan.FromDays(7);

    private ITimeLimitedDataProtector Undo => protection.CreateProtector("Promozilla.AddressUndo").ToTimeLimitedDataProtector();

    /// <param name="current">Ignored where the account has no password yet.</param>
    public async Task<PasswordOutcome> ChangePasswordAsync(User user, string? current, string? next, CurrentSession session, CancellationToken cancellationToken)
    {
        if (await users.JudgeAsync(user, next) is var verdict and not PasswordVerdict.Fine)
        {
            return verdict is PasswordVerdict.TooCommon ? PasswordOutcome.TooCommon : PasswordOutcome.TooShort;
        }

        if (user.PasswordHash is not null && await passwords.RecheckAsync(user, current, cancellationToken) is var checkedAs and not SignInOutcome.SignedIn)
        {
            return checkedAs is SignInOutcome.Locked ? PasswordOutcome.Locked : PasswordOutcome.Wrong;
        }

        user.PasswordHash = users.PasswordHasher.HashPassword(user, next!);
        await users.UpdateSecurityStampAsync(user);
        await StayOnlyHereAsync(user, session, cancellationToken);
        await mails.WriteSecurityAsync(user, "password_changed", cancellationToken);
        return PasswordOutcome.Done;
    }

    /// <summary>Asks the new address whether it is the person's. Says the same where another account has it already; that one is told.</summary>
    public async Task<RegistrationOutcome> AskAddressAsync(User user, string? typed, CancellationToken cancellationToken)
    {
        if (Address.Read(typed) is not { } address || users.NormalizeEmail(address) == user.NormalizedEmail)
        {
            return RegistrationOutcome.BadAddress;
        }

        return await even.AfterAsync(
            async () =>
            {
                var token = await users.GenerateChangeEmailTokenAsync(user, address);
                if (await users.FindByEmailAsync(address) is { EmailConfirmed: true } owner)
                {
                    await mails.WriteKnownAsync(owner, cancellationToken);
                }
                else
                {
                    await mails.WriteNewAddressAsync(user, address, token, cancellationToken);
                }

                return RegistrationOutcome.MailSent;
            },
            cancellationToken);
    }

    public async Task<bool> ConfirmAddressAsync(string? userId, string? address, string? token, CancellationToken cancellationToken)
    {
        var user = Guid.TryParse(userId, out _) ? await users.FindByIdAsync(userId!) : null;
        if (user is null || Address.Read(address) is not { } to || UrlToken.Read(token) is not { } code
            || !await users.VerifyUserTokenAsync(user, users.Options.Tokens.ChangeEmailTokenProvider, UserManager<User>.GetChangeEmailTokenPurpose(to), code))
        {
            return false;
        }

        // Somebody began an account with this address and never confirmed it: the address has shown now whose it is.
        await using (var db = await database.CreateDbContextAsync(cancellationToken))
        {
            var normalized = users.NormalizeEmail(to);
            await db.Users.Where(other => other.NormalizedEmail == normalized && !other.EmailConfirmed && other.Id != user.Id).ExecuteDeleteAsync(cancellationToken);
        }

        var old = user.Email!;
        if (!await MoveAsync(user, to, cancellationToken))
        {
            return false;
        }

        var undo = Undo.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id}\n{old}\n{to}\n{clock.GetUtcNow():O}"), UndoFor);
        await mails.WriteAddressChangedAsync(user, old, undo, cancellationToken);
        return true;
    }

    /// <summary>
    /// The old address says no: it is the account's again, and whatever could have been put there to get in by meanwhile is gone. Its owner
    /// chooses a new password by mail.
    /// </summary>
    public async Task<bool> UndoAddressAsync(string? code, CancellationToken cancellationToken)
    {
        if (Read(code) is not [var id, var old, var to, var at] || await users.FindByIdAsync(id) is not { } user || user.NormalizedEmail != users.NormalizeEmail(to))
        {
            return false;
        }

        var since = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        foreach (var passkey in (await users.GetPasskeysAsync(user)).Where(passkey => passkey.CreatedAt >= since))
        {
            await users.RemovePasskeyAsync(user, passkey.CredentialId);
        }

        foreach (var login in await users.GetLoginsAsync(user))
        {
            await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey);
        }

        user.PasswordHash = null;
        user.TwoFactorEnabled = false;
        if (!await MoveAsync(user, old, cancellationToken))
        {
            return false;
        }

        await mails.WriteResetAsync(user, await users.GeneratePasswordResetTokenAsync(user), cancellationToken);
        return true;
    }

    private string[]? Read(string? code)
    {
        try
        {
            return string.IsNullOrEmpty(code) ? null : Undo.Unprotect(code).Split('\n');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Made up, or older than it may be.
            return null;
        }
    }

    private async Task<bool> MoveAsync(User user, string address, CancellationToken cancellationToken)
    {
        (user.Email, user.UserName, user.EmailConfirmed) = (address, address, true);
        if (!(await users.UpdateSecurityStampAsync(user)).Succeeded)
        {
            return false;
        }

        await sessions.EndAllAsync(user.Id, except: null, cancellationToken);
        return true;
    }

    private async Task StayOnlyHereAsync(User user, CurrentSession session, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(user.Id, session.Id, cancellationToken);
        await gate.RefreshSignInAsync(user);
    }
}

public enum PasswordOutcome
{
    Done,
    Wrong,
    Locked,
    TooShort,
    TooCommon,
}
