using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Sessions;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>Switching the second step on and off, and its recovery codes. Each change signs out everywhere else and is told by mail.</summary>
public sealed class TwoFactorSettings(
    UserManager<User> users, IUserStore<User> store, SignInManager<User> gate, SessionList sessions, AccountMails mails)
{
    public const int Codes = 10;

    /// <summary>A fresh secret, which does nothing until a code made with it was typed.</summary>
    public async Task<string> BeginAsync(User user, CancellationToken cancellationToken)
    {
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(user, key, cancellationToken);
        await users.UpdateAsync(user);
        return key;
    }

    /// <returns>The recovery codes, to be shown this once; null: the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> SwitchOnAsync(User user, string? code, CurrentSession session, CancellationToken cancellationToken)
    {
        if (user.TwoFactorEnabled || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code ?? ""))
        {
            return null;
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Codes);
        await DoneAsync(user, "two_factor_on", session, cancellationToken);
        return [.. codes!];
    }

    public async Task<IReadOnlyList<string>> NewCodesAsync(User user, CancellationToken cancellationToken)
    {
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Codes);
        await mails.WriteSecurityAsync(user, "recovery_codes", cancellationToken);
        return [.. codes!];
    }

    public async Task SwitchOffAsync(User user, CurrentSession session, CancellationToken cancellationToken)
    {
        await users.SetTwoFactorEnabledAsync(user, false);
        await BeginAsync(user, cancellationToken);
        await ((IUserTwoFactorRecoveryCodeStore<User>)store).ReplaceCodesAsync(user, [], cancellationToken);
        await users.UpdateAsync(user);
        await gate.ForgetTwoFactorClientAsync();
        await DoneAsync(user, "two_factor_off", session, cancellationToken);
    }

    private async Task DoneAsync(User user, string what, CurrentSession session, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(user.Id, session.Id, cancellationToken);
        await gate.RefreshSignInAsync(user);
        await mails.WriteSecurityAsync(user, what, cancellationToken);
    }
}
