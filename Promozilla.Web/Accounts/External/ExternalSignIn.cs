using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Privacy;
using Promozilla.Web.Operators;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts.External;

/// <summary>
/// What becomes of somebody whom a provider knows. An address is believed only where the provider vouches for it, and even then it opens no
/// account that has it already: its owner signs in first, then links.
/// </summary>
public sealed class ExternalSignIn(UserManager<User> users, SignInManager<User> gate, ConsentLog consents, AccountMails mails, SwitchBoard switches, TimeProvider clock)
{
    public async Task<Arrival> ArriveAsync()
    {
        if (await gate.GetExternalLoginInfoAsync() is not { } login)
        {
            return new Arrival(ArrivalOutcome.Failed);
        }

        var result = await gate.ExternalLoginSignInAsync(login.LoginProvider, login.ProviderKey, isPersistent: true, bypassTwoFactor: false);
        if (result.Succeeded || result.RequiresTwoFactor)
        {
            if (result.Succeeded)
            {
                await gate.Context.SignOutAsync(IdentityConstants.ExternalScheme);
            }

            var user = await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
            return new Arrival(result.Succeeded ? ArrivalOutcome.SignedIn : ArrivalOutcome.NeedsCode, User: user?.Id);
        }

        if (result.IsLockedOut || result.IsNotAllowed)
        {
            return new Arrival(ArrivalOutcome.Failed);
        }

        if (VouchedAddress(login) is not { } address)
        {
            return new Arrival(ArrivalOutcome.NoAddress, login.ProviderDisplayName);
        }

        var known = await users.FindByEmailAsync(address) is { EmailConfirmed: true };
        return new Arrival(known ? ArrivalOutcome.Known : ArrivalOutcome.New, login.ProviderDisplayName, address);
    }

    /// <summary>Opens the account that <see cref="ArrivalOutcome.New"/> offered.</summary>
    /// <returns>Whose it is; null: it can't be opened any more.</returns>
    public async Task<User?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await gate.GetExternalLoginInfoAsync() is not { } login || VouchedAddress(login) is not { } address || !await switches.IsOnAsync(Switches.Registration, cancellationToken))
        {
            return null;
        }

        var user = await users.FindByEmailAsync(address);
        if (user is { EmailConfirmed: true })
        {
            return null;
        }

        if (user is null)
        {
            user = new User { UserName = address, Email = address, EmailConfirmed = true, Language = Languages.Current, Market = MarketOfRequest.Current.Key, CreatedAt = clock.GetUtcNow(), LastSeenAt = clock.GetUtcNow() };
            if (!(await users.CreateAsync(user)).Succeeded)
            {
                return null;
            }
        }
        else
        {
            // Begun with a password by somebody who never showed that the address is theirs: that password must open nothing.
            (user.PasswordHash, user.EmailConfirmed) = (null, true);
            await users.UpdateSecurityStampAsync(user);
        }

        if (!(await users.AddLoginAsync(user, login)).Succeeded)
        {
            return null;
        }

        await consents.GiveAsync(user.Id, "external", [Consents.Account, Consents.Alerts], cancellationToken);
        await gate.Context.SignOutAsync(IdentityConstants.ExternalScheme);
        await gate.SignInAsync(user, isPersistent: true, login.LoginProvider);
        return user;
    }

    /// <summary>Asked for from this account, in this browser; null: it was not.</summary>
    public Task<ExternalLoginInfo?> LinkableAsync(User user) => gate.GetExternalLoginInfoAsync(user.Id.ToString());

    public async Task<bool> LinkAsync(User user, CancellationToken cancellationToken)
    {
        if (await LinkableAsync(user) is not { } login || !(await users.AddLoginAsync(user, login)).Succeeded)
        {
            return false;
        }

        await gate.Context.SignOutAsync(IdentityConstants.ExternalScheme);
        await gate.RefreshSignInAsync(user);
        await mails.WriteSecurityAsync(user, "login_added", cancellationToken, login.ProviderDisplayName ?? login.LoginProvider);
        return true;
    }

    public async Task UnlinkAsync(ClaimsPrincipal person, string provider, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(person) is not { } user || (await users.GetLoginsAsync(user)).FirstOrDefault(login => login.LoginProvider == provider) is not { } login)
        {
            return;
        }

        await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey);
        await gate.RefreshSignInAsync(user);
        await mails.WriteSecurityAsync(user, "login_removed", cancellationToken, login.ProviderDisplayName ?? login.LoginProvider);
    }

    public static string? Email(ExternalLoginInfo login) => login.Principal.FindFirstValue(ClaimTypes.Email);

    private static string? VouchedAddress(ExternalLoginInfo login) =>
        login.Principal.FindFirstValue(ExternalHandler.EmailVerified) is "true" ? Address.Read(Email(login)) : null;
}

public sealed record Arrival(ArrivalOutcome Outcome, string? Provider = null, string? Address = null, Guid? User = null);

public enum ArrivalOutcome
{
    SignedIn,
    NeedsCode,

    /// <summary>Nobody has this address yet: an account can be opened.</summary>
    New,

    /// <summary>An account has this address: its owner signs in, then links.</summary>
    Known,

    /// <summary>The provider vouches for no address.</summary>
    NoAddress,
    Failed,
}
