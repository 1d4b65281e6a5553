using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>ASP.NET Core Identity on our tables, with cookies, and the account's plain form posts.</summary>
public static class AccountsRegistration
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddIdentityCore<User>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
                identity.SignIn.RequireConfirmedEmail = true;
                identity.Password = new PasswordOptions
                {
                    RequiredLength = 10,
                    RequiredUniqueChars = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PromozillaDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromHours(24));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "sessao";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/conta/entrar";
            cookie.AccessDeniedPath = "/conta/entrar";
            cookie.ReturnUrlParameter = "voltar";
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "selo";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddScoped<AccountMails>().AddScoped<Registration>();
        return builder;
    }

    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
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

        app.MapPost("/lista/avisos", async (ClaimsPrincipal person, PromozillaDbContext db, [FromForm] bool ligar, CancellationToken cancellationToken) =>
        {
            var id = person.Id();
            await db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.AlertsOff, !ligar), cancellationToken);
            return Results.LocalRedirect("/lista");
        }).RequireAuthorization();

        // RFC 8058: a mail program posts here without cookie or token and it must act at once. The answer is the same for any token.
        app.MapPost("/u/{token:guid}", async (Guid token, PromozillaDbContext db, HttpRequest request, CancellationToken cancellationToken) =>
        {
            await db.Users.Where(user => user.UnsubscribeToken == token)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.AlertsOff, true), cancellationToken);
            var byPerson = request.HasFormContentType && (await request.ReadFormAsync(cancellationToken)).ContainsKey("pagina");
            return byPerson ? Results.LocalRedirect($"/u/{token}?feito=1") : Results.Ok();
        }).DisableAntiforgery();
    }

    public static Guid Id(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty;
}
