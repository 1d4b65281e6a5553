using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passwords;

/// <summary>What Identity's validators say of a password, as one word that pages have a text for.</summary>
internal static class PasswordCheck
{
    public static async Task<PasswordVerdict> JudgeAsync(this UserManager<User> users, User user, string? password)
    {
        if (password is null or { Length: > PasswordRules.Longest })
        {
            return PasswordVerdict.TooShort;
        }

        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, user, password);
            if (!result.Succeeded)
            {
                return result.Errors.Any(error => error.Code == PasswordRules.TooCommon) ? PasswordVerdict.TooCommon : PasswordVerdict.TooShort;
            }
        }

        return PasswordVerdict.Fine;
    }
}

public enum PasswordVerdict
{
    Fine,
    TooShort,
    TooCommon,
}
