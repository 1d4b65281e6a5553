using System.ComponentModel.DataAnnotations;

namespace Promozilla.Web.Site;

/// <summary>The site, and how much of it one address may ask for.</summary>
public sealed class SiteOptions : IValidatableObject
{
    public const string Section = "Site";

    /// <summary>Where people reach the site, for links in mails. May be empty in development only: then the address of the request. Of several markets each has its own: Markets:{key}:PublicUrl.</summary>
    [Url(ErrorMessage = "Set Site:PublicUrl to the site's address, such as https://promozilla.example.")]
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Whose word is taken for the address that a request comes from and for its scheme (X-Forwarded-For, X-Forwarded-Proto): addresses and networks such as
    /// 10.1.0.0/16, separated by commas, or "private" for every private address. Empty: nobody's.
    /// </summary>
    public string Proxies { get; set; } = "";

    /// <summary>How many trusted proxies stand one behind the other: no more entries of X-Forwarded-For are believed, counted from its end.</summary>
    [Range(1, 10, ErrorMessage = "Site:ProxyHops is from 1 to 10.")]
    public int ProxyHops { get; set; } = 1;

    /// <summary>Sign-in, registration and reset tries a minute from one address.</summary>
    [Range(1, 100_000)]
    public int AccountTriesPerMinute { get; set; } = 12;

    /// <summary>Whether pages that all see alike are kept. False only to measure what making them costs.</summary>
    public bool KeepPages { get; set; } = true;

    /// <summary>Searches a minute from one address.</summary>
    [Range(1, 10_000_000)]
    public int SearchesPerMinute { get; set; } = 60;

    /// <summary>Suggestions a minute to one address: one for a few letters typed.</summary>
    [Range(1, 10_000_000)]
    public int SuggestionsPerMinute { get; set; } = 300;

    /// <summary>Calls of the JSON API and feeds a minute from one address.</summary>
    [Range(1, 100_000)]
    public int ApiCallsPerMinute { get; set; } = 120;

    /// <summary>Messages of the mail provider a minute from one address, each of many events.</summary>
    [Range(1, 100_000)]
    public int MailEventsPerMinute { get; set; } = 300;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from wrong in TrustedProxies.Wrong(Proxies)
        select new ValidationResult($"Site:Proxies: '{wrong}' is no address, no network such as 10.1.0.0/16, and not the word {TrustedProxies.Private}.", [nameof(Proxies)]);

    /// <summary>On the site of the request's market.</summary>
    public Uri Absolute(HttpContext context, string path) =>
        new(MarketOfRequest.Current.PublicUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}"), path);
}
