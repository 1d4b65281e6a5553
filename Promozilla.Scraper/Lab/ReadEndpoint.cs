using Microsoft.Extensions.Options;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Lab;

/// <summary>POST /lab/read: one page, fetched or pasted, read with a draft and compared with the category's last good reading.</summary>
public sealed class ReadEndpoint(LabFetcher fetcher, LabReader reader, ArchiveStore archive, IOptions<LabOptions> options)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var input = await LabInput.ReadAsync(context, options);
        if (input.Refusal is { } refusal) return refusal;
        var (request, draft) = (input.Request!, input.Store!);
        var category = request.Category is null ? null : draft.Category(request.Category);
        Uri.TryCreate(request.Url, UriKind.Absolute, out var url);
        if (Wrong(request, draft, category, url) is { } wrong) return wrong;
        var fetched = request.Html is null
            ? await fetcher.FetchAsync(draft, url, category, context.RequestAborted)
            : new FetchResult.Page(new PageContent(request.Html, url ?? draft.Url(category?.Path ?? "/")));
        return fetched is FetchResult.Page page ? await ReadAsync(input, category, page.Content, request.Html is null && url is null, context.RequestAborted) : NotFetched(fetched);
    }

    private static IResult? Wrong(LabRequest request, StoreDefinition draft, StoreCategory? category, Uri? url)
    {
        if (request.Category is not null && category is null)
            return LabAnswer.Wrong("The draft has no such category.", ("$.category", $"\"{request.Category}\" is none of {string.Join(", ", draft.Categories.Select(known => known.Name))}"));
        if (request.Url is not null && url is not { Scheme: "http" or "https" }) return LabAnswer.Wrong("The address is none.", ("$.url", "an http(s) address is expected"));
        return request.Html is null && url is null && category is null ? LabAnswer.Wrong("There is nothing to read.", ("$", "one of html, url and category is expected")) : null;
    }

    private async Task<IResult> ReadAsync(LabInput input, StoreCategory? category, PageContent content, bool isShelf, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(input.DefinitionJson, [new LabChild.Page(content.Text, content.Url, isShelf)], cancellationToken) is not [var reading]) return LabAnswer.Busy();
        return Results.Json(new
        {
            outcome = reading.Outcome,
            reason = reading.Reason,
            page = new { url = content.Url, status = content.Status, contentType = content.ContentType, characters = content.Text.Length },
            milliseconds = Math.Round(reading.Milliseconds, 1),
            total = reading.Total,
            count = reading.Items.Count,
            fill = LabReading.Fill(reading.Items),
            items = reading.Items,
            compared = await CompareAsync(input.Store!.Key, category?.Name, input.Request!.Earlier, reading.Items, cancellationToken),
        });
    }

    private async Task<object?> CompareAsync(string store, string? category, IReadOnlyList<PageItem>? earlier, IReadOnlyList<PageItem> items, CancellationToken cancellationToken)
    {
        if (earlier is not null) return new { with = "the reading that the request gave", difference = ReadingDifference.Between(earlier, items) };
        if (category is null || await archive.GoodAsync(store, category, cancellationToken) is not { } good) return null;
        return new { with = "the last good reading", at = good.At, definition = good.Definition, url = good.Url, difference = ReadingDifference.Between(good.Items, items) };
    }

    private static IResult NotFetched(FetchResult fetched)
    {
        var (outcome, reason) = fetched switch
        {
            FetchResult.Blocked blocked => ("blocked", blocked.Reason),
            FetchResult.Gone gone => ("gone", gone.Reason),
            FetchResult.Failed failed => ("failed", failed.Reason),
            _ => ("failed", "nothing came"),
        };
        var answer = fetched.Answer;
        return Results.Json(new
        {
            outcome,
            reason,
            page = new { url = answer?.Url, status = answer?.Status, contentType = answer?.ContentType, characters = answer?.Text.Length ?? 0 },
            count = 0,
            items = Array.Empty<PageItem>(),
        });
    }
}
