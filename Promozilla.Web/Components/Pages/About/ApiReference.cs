using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Promozilla.Web.Api;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.About;

/// <summary>The API's own document as rows for a page: what the page says is what the document says.</summary>
public sealed class ApiReference(IServiceProvider services, IOptions<SiteOptions> site)
{
    public int CallsPerMinute => site.Value.ApiCallsPerMinute;

    public async Task<IReadOnlyList<ApiCall>> ReadAsync(CancellationToken cancellationToken)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiRegistration.Document).GetOpenApiDocumentAsync(cancellationToken);
        return
        [
            .. document.Paths.SelectMany(path => (path.Value.Operations ?? []).Select(operation => new ApiCall(
                operation.Value.Tags?.FirstOrDefault()?.Name ?? "",
                operation.Key.Method,
                path.Key,
                operation.Value.Summary ?? "",
                operation.Value.Description ?? "",
                [.. (operation.Value.Parameters ?? []).Select(parameter => new ApiField(parameter.Name ?? "", "", parameter.Description ?? "", parameter.Required))],
                Fields(operation.Value),
                path.Key.Contains('{', StringComparison.Ordinal) ? null : path.Key + (path.Key.EndsWith("/search", StringComparison.Ordinal) ? "?q=zelda" : "")))),
        ];
    }

    private static List<ApiField> Fields(OpenApiOperation operation)
    {
        var schema = operation.Responses?.GetValueOrDefault("200")?.Content?.Values.FirstOrDefault()?.Schema;
        var item = schema?.Properties?.TryGetValue("items", out var items) is true ? items.Items : schema;
        return [.. (item?.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(field => new ApiField(field.Key, Type(field.Value), field.Value.Description ?? "", false))];
    }

    private static string Type(IOpenApiSchema schema) => schema.Type is { } type ? (type & ~JsonSchemaType.Null).ToString().ToLowerInvariant() : "object";
}

public sealed record ApiCall(
    string Tag, string Verb, string Path, string Summary, string Description, IReadOnlyList<ApiField> Parameters, IReadOnlyList<ApiField> Fields, string? Example);

public sealed record ApiField(string Name, string Type, string Description, bool Required);
