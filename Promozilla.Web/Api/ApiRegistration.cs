using Microsoft.AspNetCore.Http.Json;
using System.Text.Json.Serialization;
using Promozilla.Data.Operators;
using Promozilla.Web.Operators;
using Promozilla.Web.Site;

namespace Promozilla.Web.Api;

/// <summary>The JSON API: the site's own data for whoever builds on it.</summary>
public static class ApiRegistration
{
    public const string Root = "/api/v1";
    public const string Document = "v1";

    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = told => told.HttpContext.TellWhenToComeBack());
        builder.Services.AddSingleton<ApiQuery>();
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddOpenApi(Document, openApi =>
        {
            openApi.ShouldInclude = call => call.RelativePath?.StartsWith(Root[1..], StringComparison.Ordinal) is true;
            openApi.AddDocumentTransformer<ApiDescription>();
        });
        return builder;
    }

    /// <summary>Machines are told what is wrong as problem+json (RFC 9457), not by a page.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = Outage.StatusOf });
            api.UseStatusCodePages();
            api.Use(async (context, next) =>
            {
                if (await context.RequestServices.GetRequiredService<SwitchBoard>().IsOnAsync(Switches.Api, context.RequestAborted)) await next(context);
                else context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            });
        });

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root)
            .AddEndpointFilter<ValidAnswers>()
            .AddEndpointFilter<TaggedAnswers>()
            .RequireRateLimiting(Limits.Machines)
            .CacheOutput(PageCache.Machines)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapProducts();
        api.MapPromotions();
        api.MapStores();
        app.MapOpenApi("/openapi/{documentName}.json").CacheOutput(PageCache.Machines).RequireRateLimiting(Limits.Machines);
        app.Map("/api/{**rest}", () => Results.Problem(statusCode: StatusCodes.Status404NotFound)).ExcludeFromDescription();
    }
}
