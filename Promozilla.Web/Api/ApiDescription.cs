using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Promozilla.Web.Site;

namespace Promozilla.Web.Api;

/// <summary>What the document says of the whole.</summary>
internal sealed class ApiDescription(IOptions<SiteOptions> site, IHttpContextAccessor accessor) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var market = MarketOfRequest.Current;
        document.Info = new OpenApiInfo
        {
            Title = "Promozilla",
            Version = "1",
            Description = $"Prices of Nintendo Switch and Switch 2 games, consoles and accessories in stores in {market.Name}, their history, and which discounts are real by the "
                + $"30-day rule. Free to read, without a key. Times are UTC, money is {market.Currency} with VAT. Answers carry an ETag; lists go on with a cursor.",
        };
        if (accessor.HttpContext is { } http)
        {
            document.Servers = [new OpenApiServer { Url = site.Value.Absolute(http, "/").ToString().TrimEnd('/') }];
        }

        return Task.CompletedTask;
    }
}
