using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Passwords;
using Promozilla.Web.Accounts.Privacy;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>
/// Opening an account and getting back into one. What the caller learns, and how soon, never depends on whether the address has an account:
/// that is told to the address, by mail.
/// </summary>
public sealed class Registration(
    UserManager<User> users, AccountMails mails, ConsentLog consents, SessionList sessions, SignInLock locks, EvenAnswer even, TimeProvider clock)
{
    public async Task<RegistrationOutcome> RegisterAsync(string? typed, string? password, Carried carried, CancellationToken cancellationToken)
    {
        if (Address.Read(typed) is not { } address)
        {
            return RegistrationOutcome.BadAddress;
        }

        var draft = new User { UserName = address, Email = address, Language = Languages.Current, Market = MarketOfRequest.Current.Key, CreatedAt = clock.GetUtcNow(), LastSeenAt = clock.GetUtcNow() };
        return await users.JudgeAsync(draft, password) switch
        {
            PasswordVerdict.TooShort => RegistrationOutcome.TooShort,
            PasswordVerdict.TooCommon => RegistrationOutcome.TooCommon,
            _ => await even.AfterAsync(() => OpenAsync(draft, password!, carried, cancellationToken), cancellationToken),
        };
    }

    /// <summary>Once more the mail that confirms, for whoever lost it.</summary>
    public Task<RegistrationOutcome> ConfirmAgainAsync(string? typed, Carried carried, CancellationToken cancellationToken) => even.AfterAsync(
        async () =>
        {
            var user = Address.Read(typed) is { } address ? await users.FindByEmailAsync(address) : null;
            if (user is { EmailConfirmed: false })
            {
                await mails.WriteConfirmAsync(user, await users.GenerateEmailConfirmationTokenAsync(user), carried, cancellationToken);
            }

            return RegistrationOutcome.MailSent;
        },
        cancellationToken);

    public async Task<bool> ConfirmAsync(string? userId, string? token)
    {
        var user = await FindAsync(userId);
        return user is not null && UrlToken.Read(token) is { } code && (await users.ConfirmEmailAsync(user, code)).Succeeded;
    }

    public Task<RegistrationOutcome> AskResetAsync(string? typed, CancellationToken cancellationToken) => even.AfterAsync(
        async () =>
        {
            var user = Address.Read(typed) is { } address ? await users.FindByEmailAsync(address) : null;
            if (user is { EmailConfirmed: true })
            {
                await mails.WriteResetAsync(user, await users.GeneratePasswordResetTokenAsync(user), cancellationToken);
            }

            return RegistrationOutcome.MailSent;
        },
        cancellationToken);

    public async Task<ResetOutcome> ResetAsync(string? userId, string? token, string? password, CancellationToken cancellationToken)
    {
        var user = await FindAsync(userId);
        if (user is null || UrlToken.Read(token) is not { } code)
        {
            return ResetOutcome.BadLink;
        }

        if (await users.JudgeAsync(user, password) is var verdict and not PasswordVerdict.Fine)
        {
            return verdict is PasswordVerdict.TooCommon ? ResetOutcome.TooCommon : ResetOutcome.TooShort;
        }

        // A new security stamp comes with it: the link serves once, and every cookie given before is worth nothing.
        if (!(await users.ResetPasswordAsync(user, code, password!)).Succeeded)
        {
            return ResetOutcome.BadLink;
        }

        await users.SetLockoutEndDateAsync(user, null);
        await locks.ForgetAsync(user.Email!, cancellationToken);
        await sessions.EndAllAsync(user.Id, except: null, cancellationToken);
        await mails.WriteSecurityAsync(user, "password_changed", cancellationToken);
        return ResetOutcome.Done;
    }

    private async Task<RegistrationOutcome> OpenAsync(User draft, string password, Carried carried, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(draft.Email!);
        if (user is null)
        {
            try
            {
                if (!(await users.CreateAsync(draft, password)).Succeeded)
                {
                    return RegistrationOutcome.MailSent;
                }
            }
            catch (DbUpdateException)
            {
                // Registered a moment ago by another request: that one's mail is on its way.
                return RegistrationOutcome.MailSent;
            }

            user = draft;
            await consents.GiveAsync(user.Id, "register", [Consents.Account, Consents.Alerts], cancellationToken);
        }
        else if (user.EmailConfirmed)
        {
            _ = users.PasswordHasher.HashPassword(user, password);
            await mails.WriteKnownAsync(user, cancellationToken);
            return RegistrationOutcome.MailSent;
        }
        else
        {
            // Whoever registers last is the one whose password counts: nobody can lay a password in wait on another's address.
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
            user.Language = draft.Language;
            await users.UpdateSecurityStampAsync(user);
        }

        await mails.WriteConfirmAsync(user, await users.GenerateEmailConfirmationTokenAsync(user), carried, cancellationToken);
        return RegistrationOutcome.MailSent;
    }

    private async Task<User?> FindAsync(string? userId) => Guid.TryParse(userId, out _) ? await users.FindByIdAsync(userId!) : null;
}

/// <summary>What a visitor was about to do before an account was needed: the product to wish for, the page to return to.</summary>
public sealed record Carried(string? Wish, string? Return);

public enum RegistrationOutcome
{
    MailSent,
    BadAddress,
    TooShort,
    TooCommon,
}

public enum ResetOutcome
{
    Done,
    BadLink,
    TooShort,
    TooCommon,
}
