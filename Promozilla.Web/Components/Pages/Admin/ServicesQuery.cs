using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.ServiceDefaults.Health;

namespace Promozilla.Web.Components.Pages.Admin;

/// <summary>Which processes run and what each misses: all that tell it over the cache, and this site itself where there is none.</summary>
public sealed class ServicesQuery(HealthWatch own, ErrorTallies process, IServiceProvider services, TimeProvider clock)
{
    /// <returns>Null of the past: nobody hears of the others.</returns>
    public async Task<(IReadOnlyList<ServiceHealth> Services, IReadOnlyList<PastOutage>? Past)> ReadAsync() =>
        services.GetService<SharedHealth>() is { } shared && await shared.ReadAsync() is { } all
            ? (all.Services, all.Past)
            : ([new ServiceHealth(process.Service, Environment.MachineName, ProgramVersion.Current.ToString(), clock.GetUtcNow(), own.Missing)], null);
}
