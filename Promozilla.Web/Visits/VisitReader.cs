using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Promozilla.Data.Operators;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Visits;

/// <summary>Makes of an answered request what is counted of it, from what came with it anyway. Nothing is asked of the device, nothing is left there.</summary>
internal sealed class VisitReader(DaySalts salts, Countries countries, IOptions<VisitOptions> options, TimeProvider clock)
{
    private const int LongestPath = 200;
    private const string OtherLanguage = "other";

    private static readonly FrozenSet<string> Languages = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Select(culture => culture.TwoLetterISOLanguageName).Where(name => name.Length is 2).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Pages that nobody goes to: what says that something went wrong.</summary>
    private static readonly string ErrorPages = typeof(Components.Pages.Errors.NotFound).Namespace!;

    private readonly IPNetwork[] ignored = [.. options.Value.Ignored.Select(network => IPNetwork.Parse(network))];
    private readonly IPNetwork[] robots = [.. options.Value.RobotNetworks.Select(network => IPNetwork.Parse(network))];

    /// <summary>A page, or the goals that were reached; none: not counted.</summary>
    public IReadOnlyCollection<Seen> Read(HttpContext context, Market market)
    {
        var goals = context.Features.Get<ReachedGoals>();
        var page = goals is null ? ShownPage.Of(context) : null;
        if ((goals is null && page is null) || (page is not null && IsOurs(page)) || WantsNoCount(context.Request.Headers) || OperatorRoles.All.Any(context.User.IsInRole))
        {
            return [];
        }

        var address = context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
        if (address is not null && Array.Exists(ignored, network => network.Contains(address)))
        {
            return [];
        }

        var headers = context.Request.Headers;
        var (now, agent, languages) = (clock.GetUtcNow(), headers.UserAgent.ToString(), headers.AcceptLanguage.ToString());
        var robot = RobotSigns.NameOf(agent, languages.Length > 0) ?? (address is not null && Array.Exists(robots, network => network.Contains(address)) ? "network" : null);
        if (robot is not null)
        {
            return page is null ? [] : [new Seen(market.Key, now, null, null) { Bot = robot }];
        }

        var host = context.Request.Host.Host;
        var (today, yesterday) = salts.Of(market, now);
        var device = DeviceName.Of(agent);
        var referrer = ReferrerName.OrHost(headers.Referer.ToString(), host);
        var seen = new Seen(market.Key, now, VisitorKey.Of(today, host, address, agent), yesterday is null ? null : VisitorKey.Of(yesterday, host, address, agent))
        {
            Path = page is null ? null : PathOf(page, context.Request.Path),
            // Who comes from our own pages after half an hour came from nowhere else.
            Referrer = referrer is ReferrerName.Own ? ReferrerName.None : referrer,
            Campaign = Campaign.Of(context.Request),
            Country = countries.Of(address),
            Language = LanguageOf(languages),
            Device = device.Kind,
            Browser = device.Browser,
            System = device.System,
        };
        return goals is null ? [seen] : [.. goals.All.Select(goal => seen with { Goal = goal.Key, Path = goal.Value })];
    }

    /// <summary>Do Not Track, Global Privacy Control, and pages that a browser fetches before anybody asked for them.</summary>
    private static bool WantsNoCount(IHeaderDictionary headers) =>
        headers["DNT"] == "1" || headers["Sec-GPC"] == "1" || IsAhead(headers["Sec-Purpose"]) || IsAhead(headers["Purpose"]) || IsAhead(headers["X-Moz"]);

    private static bool IsAhead(StringValues purpose) => purpose.Count > 0 && purpose.ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(ShownPage page) => page.Type.Namespace == ErrorPages || page.Pattern.StartsWith("/admin", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address that is somebody's own (a list that is shared, a link in a mail) is never kept: the route's pattern is.</summary>
    private static string PathOf(ShownPage page, PathString asked)
    {
        var path = page.IsAlikeForAll && asked.Value is { Length: > 0 and <= LongestPath } whole ? whole.ToLowerInvariant() : page.Pattern;
        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    private static string? LanguageOf(string languages)
    {
        var first = languages.AsSpan().Trim();
        first = first[..(first.IndexOfAny(",;-_") is >= 0 and var end ? end : first.Length)];
        return first.Length is 2 && Languages.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first, out var language) ? language : OtherLanguage;
    }
}
