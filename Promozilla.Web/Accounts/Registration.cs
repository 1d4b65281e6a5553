using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.People;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>
/// Opening an account and getting back into one. What the caller learns never depends on whether the address has an account: that is told
/// to the address, by mail.
/// </summary>
public sealed class Registration(UserManager<User> users, AccountMails mails, TimeProvider clock)
{
    public async Task<RegistrationOutcome> RegisterAsync(string? address, string? password, Carried carried, CancellationToken cancellationToken)
    {
        address = address?.Trim();
        if (address is null or { Length: > 254 } || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            return RegistrationOutcome.BadAddress;
        }

        var draft = new User { UserName = address, Email = address, Language = Languages.Current, CreatedAt = clock.GetUtcNow() };
        if (!await AcceptsAsync(draft, password))
        {
            return RegistrationOutcome.WeakPassword;
        }

        var user = await users.FindByEmailAsync(address);
        if (user is null)
        {
            try
            {
                user = (await users.CreateAsync(draft, password!)).Succeeded ? draft : null;
            }
            catch (DbUpdateException)
            {
                // Registered a moment ago by another request: that one's mail is on its way.
                return RegistrationOutcome.MailSent;
            }
        }
        else if (!user.EmailConfirmed)
        {
            // Whoever registers last is the one whose password counts: nobody can lay a password in wait on another's address.
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password!);
            await users.UpdateSecurityStampAsync(user);
        }
        else
        {
            _ = users.PasswordHasher.HashPassword(user, password!);
            await mails.WriteKnownAsync(user, cancellationToken);
            return RegistrationOutcome.MailSent;
        }

        if (user is not null)
        {
            await mails.WriteConfirmAsync(user, await users.GenerateEmailConfirmationTokenAsync(user), carried, cancellationToken);
        }

        return RegistrationOutcome.MailSent;
    }

    public async Task<bool> ConfirmAsync(string? userId, string? token)
    {
        var user = Guid.TryParse(userId, out _) ? await users.FindByIdAsync(userId!) : null;
        return user is not null && UrlToken.Read(token) is { } code && (user.EmailConfirmed || (await users.ConfirmEmailAsync(user, code)).Succeeded);
    }

    public async Task AskResetAsync(string? address, CancellationToken cancellationToken)
    {
        var user = string.IsNullOrWhiteSpace(address) ? null : await users.FindByEmailAsync(address.Trim());
        if (user is { EmailConfirmed: true })
        {
            await mails.WriteResetAsync(user, await users.GeneratePasswordResetTokenAsync(user), cancellationToken);
        }
    }

    public async Task<ResetOutcome> ResetAsync(string? userId, string? token, string? password)
    {
        var user = Guid.TryParse(userId, out _) ? await users.FindByIdAsync(userId!) : null;
        if (user is null || UrlToken.Read(token) is not { } code)
        {
            return ResetOutcome.BadLink;
        }

        if (!await AcceptsAsync(user, password))
        {
            return ResetOutcome.WeakPassword;
        }

        if (!(await users.ResetPasswordAsync(user, code, password!)).Succeeded)
        {
            return ResetOutcome.BadLink;
        }

        await users.SetLockoutEndDateAsync(user, null);
        return ResetOutcome.Done;
    }

    private async Task<bool> AcceptsAsync(User user, string? password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (password is null or { Length: > 200 } || !(await validator.ValidateAsync(users, user, password)).Succeeded)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What a visitor was about to do before an account was needed: the product to wish for, the page to return to.</summary>
public sealed record Carried(string? Wish, string? Return);

public enum RegistrationOutcome
{
    MailSent,
    BadAddress,
    WeakPassword,
}

public enum ResetOutcome
{
    Done,
    BadLink,
    WeakPassword,
}
