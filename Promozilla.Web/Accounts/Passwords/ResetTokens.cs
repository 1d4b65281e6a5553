using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passwords;

/// <summary>Links that choose a new password live two hours, those that confirm an address a day: the first open an account that has something in it.</summary>
public sealed class ResetTokens(IDataProtectionProvider protection, ILogger<DataProtectorTokenProvider<User>> logger)
    : DataProtectorTokenProvider<User>(protection, new OptionsWrapper<DataProtectionTokenProviderOptions>(new() { Name = Provider, TokenLifespan = TimeSpan.FromHours(2) }), logger)
{
    public const string Provider = "Reset";
}
