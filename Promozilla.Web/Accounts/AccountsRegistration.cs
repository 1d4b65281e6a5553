using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts.External;
using Promozilla.Web.Accounts.Passkeys;
using Promozilla.Web.Accounts.Passwords;
using Promozilla.Web.Accounts.Privacy;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Accounts.TwoFactor;
using Promozilla.Web.Notifications;
using Promozilla.Web.Operators;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>ASP.NET Core Identity on our tables, with cookies, and the account's plain form posts.</summary>
public static class AccountsRegistration
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        authentication.AddExternal(builder.Configuration);
        services.AddAuthorization();
        services.AddIdentityCore<User>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
                identity.SignIn.RequireConfirmedEmail = true;
                identity.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.Shortest,
                    RequiredUniqueChars = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };

                // Of codes in the second step; passwords have SignInLock, which knows no difference between addresses.
                identity.Lockout.MaxFailedAccessAttempts = SignInLock.Tries;
                identity.Lockout.DefaultLockoutTimeSpan = SignInLock.Duration;
                identity.Tokens.PasswordResetTokenProvider = ResetTokens.Provider;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PromozillaDbContext>()
            .AddUserStore<PeopleStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddTokenProvider<ResetTokens>(ResetTokens.Provider)
            .AddPasswordValidator<PasswordRules>();
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromHours(24));
        services.AddCookies();
        services.AddScoped<AccountMails>().AddScoped<Registration>().AddScoped<AccountChanges>().AddScoped<PasswordSignIn>().AddScoped<TwoFactorSettings>()
            .AddScoped<SessionCookie>().AddScoped<PersonalExport>();
        services.AddSingleton<EvenAnswer>().AddSingleton<SignInLock>().AddSingleton<SessionList>().AddSingleton<ConsentLog>();
        services.AddPasskeys();
        services.AddNotifications();
        return builder;
    }

    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseCookiePolicy();
        app.UseAuthentication();
        app.UseOperators();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static void MapAccounts(this WebApplication app)
    {
        // The parameter is what makes the endpoint a form, and so checked for its antiforgery token.
        app.MapPost("/conta/sair", async (SignInManager<User> signIn, [FromForm] string? voltar) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect(LocalUrl.Or(voltar, "/"));
        });
        app.MapPost("/conta/sessoes/terminar", async (
            HttpContext http, SessionList sessions, [FromForm] Guid? sessao, CancellationToken cancellationToken) =>
        {
            // Without one: all but this.
            await (sessao is { } one
                ? sessions.EndAsync(http.User.Id(), one, cancellationToken)
                : sessions.EndAllAsync(http.User.Id(), http.Features.Get<CurrentSession>()?.Id, cancellationToken));
            return Results.LocalRedirect("/conta/sessoes");
        }).RequireAuthorization();
        app.MapPasskeys();
        app.MapExternal();
        app.MapPrivacy();
        app.MapNotifications();
    }

    public static Guid Id(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty;

    private static void AddCookies(this IServiceCollection services)
    {
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "sessao";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = SessionCookie.Remembered;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/conta/entrar";
            cookie.AccessDeniedPath = "/conta/entrar";
            cookie.ReturnUrlParameter = "voltar";
            cookie.EventsType = typeof(SessionCookie);
        });
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorRememberMeScheme, cookie =>
        {
            cookie.Cookie.Name = "dispositivo";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
        });
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => cookie.Cookie.Name = "passo");
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, cookie => cookie.Cookie.Name = "externo");
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "selo");

        // Where the site is known to be reached by https, no cookie ever leaves without it, whatever a proxy in front makes of the requests.
        services.AddOptions<CookiePolicyOptions>().Configure<Markets>((policy, markets) =>
            policy.Secure = markets.All.All(market => market.PublicUrl?.Scheme is "https")
                ? CookieSecurePolicy.Always
                : CookieSecurePolicy.SameAsRequest);
    }
}
