using Microsoft.Extensions.Options;
using Promozilla.Scraper.Archive;

namespace Promozilla.Scraper.Lab;

/// <summary>POST /lab/replay: the store's last kept pages, good and failing, read again with a draft: what it would mend and what it would break.</summary>
public sealed class ReplayEndpoint(LabReader reader, ArchiveStore archive, IOptions<LabOptions> options)
{
    private const int Most = 20;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var input = await LabInput.ReadAsync(context, options);
        if (input.Refusal is { } refusal) return refusal;
        var count = input.Request!.Count ?? Most;
        if (count is < 1 or > Most) return LabAnswer.Wrong("That many pages are not replayed.", ("$.count", $"1 to {Most} is expected"));
        var pages = await archive.LastAsync(input.Store!.Key, count, context.RequestAborted).ToListAsync(context.RequestAborted);
        if (await reader.ReadAsync(input.DefinitionJson, [.. pages.Select(page => new LabChild.Page(page.Text, page.Url, IsShelf: true))], context.RequestAborted) is not { } readings) return LabAnswer.Busy();
        return Results.Json(new
        {
            store = input.Store.Key,
            before = new { good = pages.Count(page => page.IsGood), items = pages.Sum(page => page.Items.Count), fill = LabReading.Fill([.. pages.SelectMany(page => page.Items)]) },
            after = new
            {
                good = pages.Zip(readings, IsGood).Count(isGood => isGood),
                items = readings.Sum(reading => reading.Items.Count),
                fill = LabReading.Fill([.. readings.SelectMany(reading => reading.Items)]),
            },
            pages = pages.Zip(readings, Page),
        });
    }

    private static bool IsGood(ArchivedPage page, LabReading reading) => reading is { Outcome: LabReading.Observed } && PageFault.Of(page.Page, reading.Items, null) is null;

    private static object Page(ArchivedPage page, LabReading reading) => new
    {
        category = page.Category,
        page = page.Page,
        url = page.Url,
        status = page.Status,
        at = page.At,
        isCut = page.IsCut,
        before = new { isGood = page.IsGood, outcome = page.Outcome, reason = page.Reason, definition = page.Definition, items = page.Items.Count, fill = LabReading.Fill(page.Items) },
        after = new
        {
            isGood = IsGood(page, reading),
            outcome = reading.Outcome,
            reason = reading.Reason ?? PageFault.Of(page.Page, reading.Items, null)?.Reason,
            milliseconds = Math.Round(reading.Milliseconds, 1),
            items = reading.Items.Count,
            fill = LabReading.Fill(reading.Items),
        },
        difference = ReadingDifference.Between(page.Items, reading.Items),
    };
}
