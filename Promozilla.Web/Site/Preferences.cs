using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Web.Accounts;

namespace Promozilla.Web.Site;

/// <summary>Theme, language and region, each a plain form and a cookie of a year: both work without script.</summary>
public static class Preferences
{
    public const string ThemeCookie = "tema";

    private static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>light, dark, or null where the system decides.</summary>
    public static string? Theme(HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie] : null;

    /// <summary>The page to come back to, without ?lang=, which would win over the choice made there.</summary>
    public static string Here(HttpContext context) => HttpMethods.IsGet(context.Request.Method)
        ? context.Request.Path + QueryString.Create(context.Request.Query.Where(pair => pair.Key is not "lang"))
        : "/";

    public static void MapPreferences(this WebApplication app)
    {
        // No antiforgery on these: a stranger's form could only change colours, language or region, and anonymous pages stay free of tokens, so cacheable. It reaches no
        // account: the session's cookie doesn't come with a form of another site (SameSite=Lax).
        app.MapPost("/preferencias/tema", (HttpContext context, [FromForm] string tema, [FromForm] string? voltar) =>
        {
            if (Themes.Contains(tema))
            {
                Keep(context, ThemeCookie, tema);
            }

            return Results.LocalRedirect(LocalUrl.Or(voltar, "/"));
        }).DisableAntiforgery();
        app.MapPost("/preferencias/idioma", (HttpContext context, [FromForm] string idioma, [FromForm] string? voltar) =>
        {
            if (Languages.Find(idioma) is { } language)
            {
                Keep(context, Languages.Cookie, language.Word);
            }

            return Results.LocalRedirect(LocalUrl.Or(voltar, "/"));
        }).DisableAntiforgery();
        app.MapPost("/preferencias/regiao", async (
            HttpContext context, IDbContextFactory<PromozillaDbContext> database, [FromForm] string regiao, [FromForm] string? voltar) =>
        {
            if (ShopperRegion.Known(regiao) is { } region)
            {
                Keep(context, ShopperRegion.Cookie, region);
                if (context.User.Identity?.IsAuthenticated is true)
                {
                    var person = context.User.Id();
                    await using var db = await database.CreateDbContextAsync(context.RequestAborted);
                    await db.Users.Where(user => user.Id == person)
                        .ExecuteUpdateAsync(set => set.SetProperty(user => user.Region, region), context.RequestAborted);
                }
            }

            return Results.LocalRedirect(LocalUrl.Or(voltar, "/"));
        }).DisableAntiforgery();
    }

    internal static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });
}
