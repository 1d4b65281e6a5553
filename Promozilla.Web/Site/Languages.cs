using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Promozilla.Web.Site;

/// <summary>European Portuguese first; English as spoken where prices are in euro.</summary>
public static class Languages
{
    public const string Portuguese = "pt-PT";
    public const string English = "en-IE";
    public const string Cookie = "idioma";

    public static readonly string[] All = [Portuguese, English];

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en";

    /// <summary>The word that <see cref="Data.People.User.Language"/> keeps.</summary>
    public static string Current => IsEnglish ? "en" : Portuguese;

    public static string? Culture(string? word) => word switch
    {
        "pt" or "pt-PT" => Portuguese,
        "en" or "en-IE" => English,
        _ => null,
    };
}

/// <summary>By ?lang=, else by the cookie of an earlier choice, else Portuguese: never by the browser's list, so that one address is one page.</summary>
internal sealed class LanguageChoice : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var culture = Languages.Culture(httpContext.Request.Query["lang"]) ?? Languages.Culture(httpContext.Request.Cookies[Languages.Cookie]);
        return Task.FromResult(culture is null ? null : new ProviderCultureResult(culture));
    }
}
