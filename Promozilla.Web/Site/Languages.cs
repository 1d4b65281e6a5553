using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Site;

/// <summary>A language that a site can be read in.</summary>
/// <param name="Word">In addresses and in the cookie: pt, en.</param>
/// <param name="Texts">Whose words are read.</param>
/// <param name="Formats">How numbers, money and days are written.</param>
public sealed record Language(string Word, CultureInfo Texts, CultureInfo Formats)
{
    public string Name => Texts.TextInfo.ToTitleCase(CultureInfo.GetCultureInfo(Word).NativeName);

    /// <summary>The word that <see cref="Data.People.User.Language"/> keeps and html names: pt-PT, en.</summary>
    public string Tag => Languages.TagOf(Texts);
}

/// <summary>The market's own language first, where there are texts in it; English as spoken where prices are in euro.</summary>
public static class Languages
{
    public const string Cookie = "idioma";
    private const string English = "en";

    private static readonly ConcurrentDictionary<Market, IReadOnlyList<Language>> ByMarket = [];
    private static readonly ResourceManager Written = new(typeof(Texts));

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is English;

    /// <summary>The word that <see cref="Data.People.User.Language"/> keeps.</summary>
    public static string Current => TagOf(CultureInfo.CurrentUICulture);

    /// <summary>The first is what a visitor reads who has chosen none.</summary>
    public static IReadOnlyList<Language> Of(Market market) => ByMarket.GetOrAdd(market, Offered);

    /// <param name="word">pt, pt-PT, en...</param>
    public static Language? Find(string? word) =>
        word is null ? null : Of(MarketOfRequest.Current).FirstOrDefault(language => language.Word == word.Split('-')[0]);

    /// <summary>An address of this site in a language, for those who come without a choice made before.</summary>
    public static string Address(string path, Language language) =>
        language == Of(MarketOfRequest.Current)[0] ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language.Word}";

    /// <summary>The address of the page that is asked for: with the language where the request names one.</summary>
    public static string Address(string path, HttpContext context) => Find(context.Request.Query["lang"]) is { } asked ? Address(path, asked) : path;

    internal static string TagOf(CultureInfo culture) => culture.TwoLetterISOLanguageName is English ? English : culture.Name;

    private static Language[] Offered(Market market)
    {
        var home = market.In(market.Culture);
        if (market.Language is English)
        {
            return [new Language(English, market.Culture, home)];
        }

        // The neutral resources are Portuguese: whoever has no texts of their own would read those.
        var english = CultureInfo.GetCultureInfo("en-IE");
        var isWritten = market.Language is "pt" || Written.GetResourceSet(CultureInfo.GetCultureInfo(market.Language), createIfNotExists: true, tryParents: false) is not null;
        return isWritten
            ? [new Language(market.Language, market.Culture, home), new Language(English, english, market.In(english))]
            : [new Language(English, english, home)];
    }
}

/// <summary>By ?lang=, else by the cookie of an earlier choice, else the market's: never by the browser's list, so that one address is one page.</summary>
internal sealed class LanguageChoice(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var kept = context.Request.Cookies[Languages.Cookie];
        var asked = Languages.Find(context.Request.Query["lang"]);
        var language = asked ?? Languages.Find(kept) ?? Languages.Of(MarketOfRequest.Current)[0];
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Formats, language.Texts);

        // Not before the answer begins: what is set until then would keep the page out of the cache.
        context.Response.OnStarting(() =>
        {
            var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;
            if (isPage || context.Response.ContentType?.StartsWith("application/atom+xml", StringComparison.Ordinal) is true)
            {
                context.Response.Headers.Append("Vary", "Cookie");
                if (isPage && asked is not null && asked != Languages.Find(kept))
                {
                    Preferences.Keep(context, Languages.Cookie, asked.Word);
                }
            }

            return Task.CompletedTask;
        });
        await next(context);
    }
}
