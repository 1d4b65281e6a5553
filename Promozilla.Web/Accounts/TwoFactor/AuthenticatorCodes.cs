using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>In place of Identity's own provider, which takes the same code as often as it is shown within its minutes: here a code serves once.</summary>
public sealed class AuthenticatorCodes(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock) : IUserTwoFactorTokenProvider<User>
{
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || Totp.Match(key, token, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        // The database decides which of two requests with the same code was first.
        await using var db = await database.CreateDbContextAsync();
        var first = await db.Users.Where(person => person.Id == user.Id && (person.LastCodeStep == null || person.LastCodeStep < step))
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.LastCodeStep, step)) is 1;
        if (first)
        {
            user.LastCodeStep = step;
        }

        return first;
    }
}
