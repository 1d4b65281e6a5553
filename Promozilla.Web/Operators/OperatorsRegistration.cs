using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Promozilla.Data.Operators;
using Promozilla.Web.Components.Pages.Admin;
using Promozilla.Web.Components.Pages.Admin.Catalogue;
using Promozilla.Web.Components.Pages.Admin.Doubts;
using Promozilla.Web.Components.Pages.Admin.Errors;
using Promozilla.Web.Components.Pages.Admin.Lab;
using Promozilla.Web.Components.Pages.Admin.Machinery;
using Promozilla.Web.Components.Pages.Admin.Mails;
using Promozilla.Web.Components.Pages.Admin.Matching;
using Promozilla.Web.Components.Pages.Admin.Panels;
using Promozilla.Web.Components.Pages.Admin.People;
using Promozilla.Web.Components.Pages.Admin.Queues;
using Promozilla.Web.Components.Pages.Admin.Runs;
using Promozilla.Web.Components.Pages.Admin.Stores;
using Promozilla.Web.Mails;

namespace Promozilla.Web.Operators;

public static class OperatorsRegistration
{
    public const string Root = "/admin";

    public static WebApplicationBuilder AddOperators(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OperatorDesk>();
        builder.Services.AddSingleton<OverviewQuery>().AddSingleton<ServicesQuery>();
        builder.Services.AddSingleton<DoubtsQuery>();
        builder.Services.AddSingleton<MatchDesk>().AddSingleton<PairsQuery>();
        builder.Services.AddSingleton<CatalogueQuery>();
        builder.Services.AddSingleton<PeopleDesk>().AddSingleton<MailDesk>().AddSingleton<SampleMails>();
        builder.Services.AddSingleton<QueuesQuery>().AddSingleton<JobsQuery>().AddSingleton<SwitchBoard>();
        builder.Services.AddSingleton<RunsQuery>().AddSingleton<RunActs>().AddSingleton<StoresQuery>().AddSingleton<StoreActs>();
        builder.Services.AddOptions<LabOptions>().BindConfiguration(LabOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ScraperLab>().AddSingleton<DefinitionDesk>();
        builder.Services.AddOptions<PanelsOptions>().BindConfiguration(PanelsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PrometheusClient>().AddSingleton<PanelsQuery>();
        builder.Services.AddSingleton<ErrorQuery>().AddSingleton<ErrorMarking>();
        return builder;
    }

    /// <summary>
    /// All that lies under /admin, and the connection of its live pages, is for operators and kept nowhere, whatever a page of it forgets to say. Before authorization, which would show the others a way to sign in.
    /// </summary>
    public static void UseOperators(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase),
        admin => admin.Use(async (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Robots-Tag"] = "noindex";
            if (context.User.Identity?.IsAuthenticated is not true)
            {
                await context.ChallengeAsync();
                return;
            }

            // There is nothing here for others, not even a refusal.
            var roles = context.GetEndpoint()?.Metadata.GetOrderedMetadata<AuthorizeAttribute>().Select(needed => needed.Roles).OfType<string>() ?? [OperatorRoles.Any];
            if (roles.All(any => any.Split(',').Any(context.User.IsInRole)) && OperatorRoles.All.Any(context.User.IsInRole))
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }));

    /// <summary>The buttons of the rooms: plain form posts, each checked for its antiforgery token, each answered by a page.</summary>
    public static void MapOperators(this WebApplication app)
    {
        var admin = app.MapGroup(Root).RequireAuthorization(new AuthorizeAttribute { Roles = OperatorRoles.Any });
        admin.MapRuns();
        admin.MapStoreActs();
        admin.MapDoubts();
        admin.MapMatching();
        admin.MapCatalogue();

        var all = app.MapGroup(Root).RequireAuthorization(new AuthorizeAttribute { Roles = OperatorRoles.Administrator });
        all.MapPeople();
        all.MapMails();
        all.MapQueues();
        all.MapMachinery();
        app.MapBlazorHub().RequireAuthorization(new AuthorizeAttribute { Roles = OperatorRoles.Any });
    }
}
