using Promozilla.Web.Components.Pages.Admin.Stores;

namespace Promozilla.Tests.Web.Operators;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "⋯")]
    [InlineData("a\nb\nc", "a\nx\nc", " a|-b|+x| c")]
    [InlineData("", "a", "-|+a")]
    [InlineData("a\nb", "b\nc", "-a| b|+c")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "⋯| 7| 8| 9|+10")]
    public void Lines_that_are_in_both_stay_and_far_ones_are_folded(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Of(before, after).Select(line => $"{line.Mark}{line.Text}")));

    [Fact]
    public void A_line_of_shares_is_broken_where_nothing_was_read()
    {
        Assert.Null(FillLine.Of([null, 0.5m]));
        Assert.Equal(new FillLine("M3 3L48 21", "M48 21h0"), FillLine.Of([1m, 0m, null]));
        Assert.Equal(new FillLine("M3 3M93 12", "M93 12h0"), FillLine.Of([1m, null, 0.5m]));
    }
}
