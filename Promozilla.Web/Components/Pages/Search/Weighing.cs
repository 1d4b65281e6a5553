using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>How well products fit a question. A hint is worth as much as a good part of the title; popularity only parts what is otherwise alike.</summary>
internal sealed class Weighing(Question question)
{
    private readonly Trigrams text = new(question.Text);
    private readonly Trigrams? whole = question.Whole == question.Text ? null : new(question.Whole);
    private readonly string begun = $"{question.Text} ";

    /// <summary>The best first.</summary>
    public IReadOnlyList<Hit> Of(IEnumerable<ShelfItem> items)
    {
        Hit[] hits = [.. items.Select(item => new Hit(item, Weigh(item)))];
        Array.Sort(hits, (one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : one.Id.CompareTo(other.Id));
        return hits;
    }

    private int Weigh(ShelfItem item) => (int)Math.Round(1000 * (
        Math.Max(text.Likeness(item.Title), whole?.Likeness(item.Title) ?? 0)
        + Title(item.Title)
        + (question.Platform is null ? 0 : item.Platform == question.Platform ? 0.3 : item.Platform is Platform.Both ? 0.2 : 0)
        + (item.Kind == question.Kind ? 0.5 : question.Kind is null && item.Kind is ProductKind.Game ? 0.06 : 0)
        + (item.InStock ? 0.04 : item.Offers > 0 ? 0.02 : 0)
        + (item.IsStandard ? 0.04 : 0)
        + (item.Format is Format.Physical ? 0.03 : 0)
        + (0.02 * Math.Log(1 + item.Popularity))));

    private double Title(string title) =>
        title == question.Text || title == question.Whole ? 0.6
        : title.StartsWith(begun, StringComparison.Ordinal) ? 0.2
        : Question.Says(title, question.Text) || title.StartsWith(question.Text, StringComparison.Ordinal) ? 0.15
        : 0;
}
