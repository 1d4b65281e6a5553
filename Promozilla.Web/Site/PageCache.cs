using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Site;

/// <summary>Pages that everybody signed out sees alike, kept until a run closes: in Redis for all replicas, in memory where no cache is configured.</summary>
public static class PageCache
{
    public const string Catalogue = "catalogue";
    public const string Totals = "totals";
    public const string Suggestions = "suggestions";
    public const string Cards = "cards";
    public const string Machines = "machines";

    /// <summary>The tag of all that is kept of a market; null: of every market.</summary>
    public static string Of(string? market) => market is null ? Catalogue : $"{Catalogue}:{market}";

    public static WebApplicationBuilder AddPageCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache(cache =>
        {
            string[] names = ["dias", "lang", .. ShelfFilter.Names];
            cache.AddPolicy(Catalogue, policy => policy.AddPolicy<AnonymousPages>().SetVaryByQuery(names));
            cache.AddPolicy(Totals, policy => policy.AddPolicy<AnonymousPages>().AddPolicy<RegionalPages>().SetVaryByQuery(names));
            cache.AddPolicy(Suggestions, policy => policy.AddPolicy<AnonymousPages>().SetVaryByQuery("q", "lang"));
            cache.AddPolicy(Cards, policy => policy.AddPolicy<AnonymousPages>().SetVaryByQuery("lang"));
            // By every name in the query: what an API is asked, it is asked by the letter.
            cache.AddPolicy(Machines, policy => policy.AddPolicy<AnonymousPages>());
        });
        if (builder.Configuration.GetConnectionString(ResourceNames.Cache) is not null)
        {
            // Without it every page is made anew: slower, and all there.
            builder.AddCache(HealthStatus.Degraded);
            builder.Services.AddSingleton<IOutputCacheStore, RedisPageStore>();
            builder.Services.AddHostedService<PageEviction>();
        }

        builder.Services.AddSingleton<OldPageNotice>();
        // Around whichever store it is.
        var kept = builder.Services.Last(service => service.ServiceType == typeof(IOutputCacheStore));
        builder.Services.AddSingleton<IOutputCacheStore>(services => ActivatorUtilities.CreateInstance<OldPages>(
            services, kept.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, kept.ImplementationType!)));

        return builder;
    }

    public static WebApplication UsePageCache(this WebApplication app)
    {
        app.UseMiddleware<ShelfAddress>();
        app.UseMiddleware<OldPageWhenDown>();
        app.UseOutputCache();
        app.Use(OldPageWhenDown.StopAsync);
        return app;
    }

    /// <summary>On top of the framework's own rules (GET, 200, nobody signed in, no cookie set): one copy for each market, language and theme.</summary>
    private sealed class AnonymousPages : IOutputCachePolicy
    {
        /// <summary>The end of what a missed eviction can do.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching &= context.HttpContext.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.KeepPages;
            var market = MarketOfRequest.Current;
            context.ResponseExpirationTimeSpan = Longest;
            context.Tags.Add(Catalogue);
            context.Tags.Add(Of(market.Key));
            // One copy for all names of a market; where it has no address of its own, pages carry that of the request.
            context.CacheVaryByRules.VaryByHost = market.PublicUrl is null;
            context.CacheVaryByRules.VaryByValues["market"] = market.Key;
            context.CacheVaryByRules.VaryByValues["language"] = Languages.Current;
            context.CacheVaryByRules.VaryByValues["theme"] = Preferences.Theme(context.HttpContext) ?? "auto";
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }

    /// <summary>Where prices with delivery stand, one copy for each region: on products, and on shelves only if they are sorted by them.</summary>
    private sealed class RegionalPages : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var request = context.HttpContext.Request;
            if (ShelfFilter.KindAt(request.Path) is null || request.Query["ordem"] == ShelfFilter.Total)
            {
                context.CacheVaryByRules.VaryByValues["region"] = ShopperRegion.Of(context.HttpContext);
            }

            // What one person tries out nobody else asks for.
            context.EnableOutputCaching &= !request.Query.ContainsKey("alvo");
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
