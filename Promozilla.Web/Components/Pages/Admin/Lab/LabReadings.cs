using System.Text.Json;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

// The scraper's lab in its own words: see Promozilla.Scraper/Lab. Nothing of it is shared but these shapes.

/// <summary>One page, read with a draft.</summary>
/// <param name="Items">Fields by name, as the scraper's items have them; sources is an object of field to place.</param>
public sealed record LabRead(
    string Outcome, string? Reason, LabFetched? Page, double? Milliseconds, int? Total, int Count, IReadOnlyDictionary<string, decimal>? Fill, IReadOnlyList<JsonElement> Items, LabComparison? Compared);

public sealed record LabFetched(string? Url, int? Status, string? ContentType, int Characters);

public sealed record LabComparison(string With, DateTimeOffset? At, string? Url, LabDifference Difference);

public sealed record LabDifference(
    int AddedCount, int GoneCount, int ChangedCount, int SameCount, IReadOnlyList<JsonElement> Added, IReadOnlyList<JsonElement> Gone, IReadOnlyList<LabChanged> Changed);

public sealed record LabChanged(string? Id, string? Url, string? Name, IReadOnlyDictionary<string, LabChange> Fields);

public sealed record LabChange(string? Before, string? After, string? Source);

/// <summary>The store's last kept pages, read again with a draft.</summary>
public sealed record LabReplay(string Store, LabSum Before, LabSum After, IReadOnlyList<LabReplayed> Pages)
{
    /// <summary>Pages that read well and would not any more.</summary>
    public int Broken => Pages.Count(page => page.Breaks);
}

public sealed record LabSum(int Good, int Items, IReadOnlyDictionary<string, decimal> Fill);

public sealed record LabReplayed(string Category, int Page, string? Url, int? Status, DateTimeOffset At, bool IsCut, LabState Before, LabState After, LabDifference Difference)
{
    public bool Breaks => Before.IsGood && !After.IsGood;
}

public sealed record LabState(bool IsGood, string? Outcome, string? Reason, int Items, IReadOnlyDictionary<string, decimal> Fill);

/// <summary>Why the lab did not try it.</summary>
/// <param name="Word">A key of AdminTexts under Lab.trouble.</param>
/// <param name="Errors">Of a draft: where in it, and what.</param>
public sealed record LabTrouble(string Word, string? Detail = null, IReadOnlyList<LabError>? Errors = null)
{
    /// <summary>The draft itself is no definition: the lab refused it.</summary>
    public bool IsRefusal => Word is "refused";
}

public sealed record LabError(string Path, string Message);
