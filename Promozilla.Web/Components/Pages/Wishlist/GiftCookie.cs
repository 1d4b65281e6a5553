namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>What this browser reserved: the undo tokens, latest first, and only sent to shared lists.</summary>
public static class GiftCookie
{
    private const string Name = "presentes";
    private const int Most = 20;

    public static IReadOnlyCollection<string> Read(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: < 1000 } kept ? [.. kept.Split('.', StringSplitOptions.RemoveEmptyEntries).Take(Most)] : [];

    public static void Add(HttpContext http, string undo) => Write(http, [undo, .. Read(http)]);

    public static void Remove(HttpContext http, string undo) => Write(http, Read(http).Where(kept => kept != undo));

    private static void Write(HttpContext http, IEnumerable<string> tokens) => http.Response.Cookies.Append(Name, string.Join('.', tokens.Take(Most)), new CookieOptions
    {
        Path = "/partilha",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
    });
}
