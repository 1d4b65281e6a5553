using System.Text.Json;
using Microsoft.Extensions.Options;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Lab;

/// <summary>What is tried: a draft, and for a reading the page.</summary>
/// <param name="Definition">The draft, as an object or as its text.</param>
/// <param name="Category">Whose last good reading is compared; its first page is read where no other is named.</param>
/// <param name="Url">The page to fetch, or the address of <paramref name="Html"/>.</param>
/// <param name="Html">A pasted page: nothing is fetched.</param>
/// <param name="Earlier">Items of an earlier reading, to compare with instead of the archive's.</param>
public sealed record LabRequest(JsonElement Definition, string? Category, string? Url, string? Html, IReadOnlyList<PageItem>? Earlier, int? Count);

/// <summary>A request that was understood, or the answer that says why it was not.</summary>
internal sealed record LabInput(LabRequest? Request, string DefinitionJson, StoreDefinition? Store, IResult? Refusal)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web);

    public static async Task<LabInput> ReadAsync(HttpContext context, IOptions<LabOptions> options)
    {
        var most = options.Value.MaxBytes;
        if (await BodyAsync(context.Request, most, context.RequestAborted) is not { } body)
            return Refuse(Results.Problem($"The request is larger than {most} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge));
        LabRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<LabRequest>(body, Shape);
        }
        catch (JsonException wrong)
        {
            return Refuse(LabAnswer.Wrong("The request is not the JSON that the lab expects.", (wrong.Path ?? "$", wrong.Message)));
        }

        if (request is not { Definition.ValueKind: JsonValueKind.Object or JsonValueKind.String }) return Refuse(LabAnswer.Wrong("The request has no draft.", ("$.definition", "an object is expected, or its text")));
        var json = request.Definition.ValueKind == JsonValueKind.String ? request.Definition.GetString()! : request.Definition.GetRawText();
        try
        {
            return new LabInput(request, json, StoreDefinition.Parse(json), null);
        }
        catch (StoreDefinitionException wrong)
        {
            return Refuse(LabAnswer.Wrong("The draft is no definition.", (wrong.Path, wrong.Message)));
        }
    }

    private static LabInput Refuse(IResult refusal) => new(null, "", null, refusal);

    private static async Task<byte[]?> BodyAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > most) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
