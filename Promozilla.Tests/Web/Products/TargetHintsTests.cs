using Promozilla.Data.Prices;
using Promozilla.Web.Components.Pages.Products;

namespace Promozilla.Tests.Web.Products;

public sealed class TargetHintsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>60 €, a week at 40 € twice, and 60 € until now.</summary>
    private static readonly BestPriceSpan[] Line = [Span(-300, -200, 60), Span(-200, -193, 40), Span(-193, -90, 60), Span(-90, -83, 40), Span(-83, null, 60)];

    [Fact]
    public void What_was_to_be_had_is_offered_with_how_often_it_was()
    {
        var hints = TargetHints.Of(Line, Now.AddDays(-300), 60, null, Now)!;
        Assert.Equal((300, 40m, false), (hints.Days, hints.Low, hints.IsLowNow));
        Assert.Equal([40m, 41.99m], hints.Offered.Select(hint => hint.Price));
        Assert.All(hints.Offered, hint => Assert.Equal((2, 14, Now.AddDays(-83)), (hint.Outlook.TimesReached, hint.Outlook.DaysReached, hint.Outlook.LastReachedAt)));
        Assert.Null(hints.Asked);
    }

    [Fact]
    public void A_target_that_never_was_is_said_so_with_one_that_was()
    {
        var asked = TargetHints.Of(Line, Now.AddDays(-300), 60, 25, Now)!.Asked!;
        Assert.Equal((0, 41.99m), (asked.Outlook.TimesReached, asked.Outlook.Suggestion));
        Assert.Null(TargetHints.Of(Line, Now.AddDays(-300), 60, 45, Now)!.Asked!.Outlook.Suggestion);
    }

    [Fact]
    public void At_the_years_low_nothing_dearer_is_offered()
    {
        var hints = TargetHints.Of([.. Line[..4], Span(-83, null, 40)], Now.AddDays(-300), 40, null, Now)!;
        Assert.True(hints.IsLowNow);
        Assert.Empty(hints.Offered);
    }

    [Fact]
    public void Of_what_was_hardly_watched_nothing_is_said()
    {
        Assert.Null(TargetHints.Of(Line, Now.AddDays(-34), 60, 50, Now));
        Assert.Null(TargetHints.Of([], Now.AddDays(-300), null, 50, Now));
        Assert.Null(TargetHints.Of(Line, null, 60, 50, Now));
    }

    private static BestPriceSpan Span(int from, int? to, decimal price) => new() { FromAt = Now.AddDays(from), ToAt = to is { } end ? Now.AddDays(end) : null, Price = price };
}
