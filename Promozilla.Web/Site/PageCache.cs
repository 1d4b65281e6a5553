using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Site;

/// <summary>Pages that everybody signed out sees alike, kept until a run closes: in Redis for all replicas, in memory where no cache is configured.</summary>
public static class PageCache
{
    public const string Catalogue = "catalogue";
    public const string Suggestions = "suggestions";
    public const string Machines = "machines";

    public static WebApplicationBuilder AddPageCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache(cache =>
        {
            cache.AddPolicy(Catalogue, policy => policy.AddPolicy<AnonymousPages>().SetVaryByQuery(["dias", "lang", .. ShelfFilter.Names]));
            cache.AddPolicy(Suggestions, policy => policy.AddPolicy<AnonymousPages>().SetVaryByQuery("q", "lang"));
            // By every name in the query: what an API is asked, it is asked by the letter.
            cache.AddPolicy(Machines, policy => policy.AddPolicy<AnonymousPages>());
        });
        if (builder.Configuration.GetConnectionString(ResourceNames.Cache) is not null)
        {
            // Without it every page is made anew: slower, and all there.
            builder.AddRedisClient(ResourceNames.Cache, HealthStatus.Degraded);
            builder.Services.AddSingleton<IOutputCacheStore, RedisPageStore>();
            builder.Services.AddHostedService<PageEviction>();
        }

        return builder;
    }

    public static WebApplication UsePageCache(this WebApplication app)
    {
        app.UseMiddleware<ShelfAddress>();
        app.UseOutputCache();
        return app;
    }

    /// <summary>On top of the framework's own rules (GET, 200, nobody signed in, no cookie set): one copy for each language and theme.</summary>
    private sealed class AnonymousPages : IOutputCachePolicy
    {
        /// <summary>The end of what a missed eviction can do.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.ResponseExpirationTimeSpan = Longest;
            context.Tags.Add(Catalogue);
            context.CacheVaryByRules.VaryByValues["language"] = Languages.Current;
            context.CacheVaryByRules.VaryByValues["theme"] = Preferences.Theme(context.HttpContext) ?? "auto";
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
