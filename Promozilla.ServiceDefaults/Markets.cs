using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Promozilla.ServiceDefaults;

/// <summary>The markets that this deployment serves. Section Markets, a child for each; none: Portugal alone, on any host.</summary>
public sealed class Markets
{
    public const string Section = "Markets";

    private readonly Dictionary<string, Market> byHost;

    /// <param name="markets">At least one.</param>
    /// <param name="home">Site:PublicUrl: the address of the market that has none of its own.</param>
    public Markets(IReadOnlyList<Market> markets, Uri? home)
    {
        var catchAll = markets.FirstOrDefault(market => market.Hosts.Count is 0);
        var owner = markets.FirstOrDefault(market => home is not null && market.Hosts.Contains(home.Host, StringComparer.OrdinalIgnoreCase)) ?? catchAll;
        All = [.. markets.Select(market => market with { PublicUrl = market.PublicUrl ?? (market == owner ? home : new Uri($"https://{market.Hosts[0]}")) })];
        AnyHost = catchAll is null ? null : Find(catchAll.Key);
        Main = owner is null ? All[0] : Find(owner.Key)!;
        byHost = All.SelectMany(market => market.Hosts.Append(market.PublicUrl?.Host).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(host => (host, market)))
            .ToDictionary(pair => pair.host, pair => pair.market, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<Market> All { get; }

    /// <summary>The one that hosts of no other market belong to, if there is one.</summary>
    public Market? AnyHost { get; }

    /// <summary>What is nobody's in particular (the operator's mails, the daily round) goes by this one: that of Site:PublicUrl, else the first.</summary>
    public Market Main { get; }

    public Market? Find(string? key) => All.FirstOrDefault(market => market.Key == key);

    /// <summary>Of a row: a market that is no longer configured is told by the main one.</summary>
    public Market Of(string key) => Find(key) ?? Main;

    /// <summary>Null: nobody's host.</summary>
    public Market? AtHost(string host) => byHost.GetValueOrDefault(host) ?? AnyHost;

    /// <exception cref="OptionsValidationException">Each message names the key to set.</exception>
    /// <param name="needAddresses">Whether links are to be made where no request says what the site's address is.</param>
    public static Markets Read(IConfiguration configuration, bool needAddresses = false)
    {
        var (markets, wrong) = (new List<Market>(), new List<string>());
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            var given = section.Get<MarketSettings>() ?? new MarketSettings();
            var before = wrong.Count;
            wrong.AddRange(given.Wrong(section.Path, section.Key));
            if (wrong.Count == before)
            {
                markets.Add(given.ToMarket(section.Key.ToUpperInvariant()));
            }
        }

        if (markets.Count(market => market.Hosts.Count is 0) > 1)
        {
            wrong.Add($"Set {Section}:{markets.Last(market => market.Hosts.Count is 0).Key}:Hosts:0: only one market can be without a host name.");
        }

        foreach (var host in markets.SelectMany(market => market.Hosts.Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(host => host, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            wrong.Add($"{Section}: the host {host.Key} is two markets'.");
        }

        var home = Uri.TryCreate(configuration["Site:PublicUrl"], UriKind.Absolute, out var address) ? address : null;
        if (home is null && needAddresses && (markets.Count is 0 || markets.Exists(market => market.Hosts.Count is 0 && market.PublicUrl is null)))
        {
            wrong.Add("Set Site:PublicUrl to the site's address, such as https://promozilla.example: the Host header of a request is not to be trusted with links in mails.");
        }

        return wrong.Count is 0
            ? new Markets(markets.Count is 0 ? [Market.Portugal] : markets, home)
            : throw new OptionsValidationException(Section, typeof(Market), wrong);
    }
}

/// <summary>Settings under Markets:{key}, the key being the country's ISO 3166 code.</summary>
internal sealed class MarketSettings
{
    public string? Name { get; set; }
    public string[] Hosts { get; set; } = [];
    public string? PublicUrl { get; set; }
    public string Culture { get; set; } = Market.Portugal.Culture.Name;
    public string Currency { get; set; } = Market.Portugal.Currency;
    public string TimeZone { get; set; } = Market.Portugal.TimeZone.Id;

    /// <summary>eu: the 30-day rule; none: no claim is judged.</summary>
    public string LegalVerdict { get; set; } = "eu";

    public IEnumerable<string> Wrong(string path, string key)
    {
        if (key.Length is not 2 || !key.All(char.IsAsciiLetter))
        {
            yield return $"{path}: a market is named by its country's two letters (ISO 3166), such as Markets:PT.";
        }

        if (Hosts.Any(host => Uri.CheckHostName(host) is UriHostNameType.Unknown))
        {
            yield return $"{path}:Hosts: host names without scheme and port, such as promozilla.pt.";
        }

        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
        {
            yield return $"Set {path}:PublicUrl to the site's address, such as https://promozilla.example.";
        }

        if (Known(Culture) is null)
        {
            yield return $"Set {path}:Culture to a language as its country writes it, such as pt-PT.";
        }

        if (Currency.Length is not 3 || !Currency.All(char.IsAsciiLetterUpper))
        {
            yield return $"Set {path}:Currency to a code of ISO 4217, such as EUR.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"Set {path}:TimeZone to a known time zone, such as Europe/Lisbon.";
        }

        if (LegalVerdict is not ("eu" or "none"))
        {
            yield return $"Set {path}:LegalVerdict to eu or none.";
        }
    }

    public Market ToMarket(string key)
    {
        var culture = Known(Culture)!;
        return new Market(
            key, Name ?? new RegionInfo(culture.Name).NativeName, Hosts, PublicUrl is null ? null : new Uri(PublicUrl), culture, Currency,
            TimeZoneInfo.FindSystemTimeZoneById(TimeZone), LegalVerdict is "eu");
    }

    /// <summary>ICU makes a culture of any word: only the listed ones count.</summary>
    private static CultureInfo? Known(string name) =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures).FirstOrDefault(culture => culture.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && culture.Name.Length is 5);
}

public static class MarketRegistration
{
    /// <summary>Read at once: a setting that can't be right stops the start with its name.</summary>
    public static TBuilder AddMarkets<TBuilder>(this TBuilder builder, bool needAddresses)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton(Markets.Read(builder.Configuration, needAddresses));
        return builder;
    }
}
