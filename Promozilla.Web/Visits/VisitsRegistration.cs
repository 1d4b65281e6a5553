using Promozilla.Web.Components.Pages.Admin.Visits;

namespace Promozilla.Web.Visits;

/// <summary>Counting of visits: docs/visits.md says what is counted and how.</summary>
internal static class VisitsRegistration
{
    public static WebApplicationBuilder AddVisits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<VisitOptions>().BindConfiguration(VisitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DaySalts>().AddSingleton<Countries>().AddSingleton<VisitReader>().AddSingleton<VisitLog>().AddSingleton<VisitStore>();
        services.AddSingleton<VisitsQuery>();
        services.AddHostedService<SaltLoop>();
        services.AddHostedService<VisitLoop>();
        return builder;
    }
}
