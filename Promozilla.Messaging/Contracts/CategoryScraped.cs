namespace Promozilla.Messaging.Contracts;

/// <summary>Event, Scraper to Worker: a category is finished, well or badly. May overtake the last <see cref="ListingsObserved"/>.</summary>
/// <param name="Outcome">A word of ScrapeOutcome.</param>
/// <param name="Reason">In plain words, for the operator, when the outcome is not observed.</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Items">Items published.</param>
/// <param name="Messages">How many ListingsObserved belong to this category: the task is complete when all are recorded.</param>
/// <param name="FieldFill">Share (0 to 1) of items that had each field.</param>
public sealed record CategoryScraped(
    Guid RunId,
    string StoreKey,
    string Category,
    string Outcome,
    string? Reason,
    int Pages,
    int Items,
    int Messages,
    IReadOnlyDictionary<string, decimal> FieldFill) : IMessage
{
    public static string Queue => "category-scraped";
    public static int SchemaVersion => 1;
    public Guid MessageId => DeterministicId.From(RunId, StoreKey, Category, "end");
}
