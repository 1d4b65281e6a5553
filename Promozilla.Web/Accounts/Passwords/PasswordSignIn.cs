using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passwords;

/// <summary>Signing in with address and password. A refusal says the same, after as long, for any address.</summary>
public sealed class PasswordSignIn(UserManager<User> users, SignInManager<User> gate, SignInLock locks, EvenAnswer even)
{
    public Task<SignInOutcome> TryAsync(string? address, string? password, bool remember, CancellationToken cancellationToken)
    {
        address = address?.Trim() ?? "";
        return even.AfterAsync(() => CheckAsync(address, password ?? "", remember, cancellationToken), cancellationToken);
    }

    /// <summary>Whoever is signed in shows once more that the password is theirs; wrong ones count as at the door.</summary>
    public async Task<SignInOutcome> RecheckAsync(User user, string? password, CancellationToken cancellationToken)
    {
        if (await locks.IsLockedAsync(user.Email!, cancellationToken))
        {
            return SignInOutcome.Locked;
        }

        if (password is { Length: <= PasswordRules.Longest } && await users.CheckPasswordAsync(user, password))
        {
            await locks.ForgetAsync(user.Email!, cancellationToken);
            return SignInOutcome.SignedIn;
        }

        return await locks.AddFailureAsync(user.Email!, cancellationToken) ? SignInOutcome.Locked : SignInOutcome.Refused;
    }

    private async Task<SignInOutcome> CheckAsync(string address, string password, bool remember, CancellationToken cancellationToken)
    {
        if (address.Length is 0 or > 254 || password.Length is 0 or > PasswordRules.Longest)
        {
            return SignInOutcome.Refused;
        }

        if (await locks.IsLockedAsync(address, cancellationToken))
        {
            return SignInOutcome.Locked;
        }

        var user = await users.FindByEmailAsync(address);
        if (user is not { EmailConfirmed: true, PasswordHash: not null })
        {
            // As much work as for an account that exists, so that time tells nothing either.
            _ = users.PasswordHasher.HashPassword(new User(), password);
            return await locks.AddFailureAsync(address, cancellationToken) ? SignInOutcome.Locked : SignInOutcome.Refused;
        }

        var result = await gate.PasswordSignInAsync(user, password, remember, lockoutOnFailure: false);
        if (result.Succeeded || result.RequiresTwoFactor)
        {
            await locks.ForgetAsync(address, cancellationToken);
            return result.Succeeded ? SignInOutcome.SignedIn : SignInOutcome.NeedsCode;
        }

        return result.IsLockedOut || await locks.AddFailureAsync(address, cancellationToken) ? SignInOutcome.Locked : SignInOutcome.Refused;
    }
}

public enum SignInOutcome
{
    SignedIn,
    NeedsCode,
    Refused,
    Locked,
}
