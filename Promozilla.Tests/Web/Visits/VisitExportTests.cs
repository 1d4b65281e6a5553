using System.Text;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Admin.Visits;

namespace Promozilla.Tests.Web.Visits;

public sealed class VisitExportTests
{
    [Fact]
    public void A_file_says_nothing_of_one_or_two_people_and_no_cell_of_it_is_a_formula()
    {
        VisitSum[] sums =
        [
            new(VisitDimensions.Source, "=cmd|' /C calc'!A0", 3, 4, 5, 2), new(VisitDimensions.Source, "+351", 2, 1, 3, 0), new(VisitDimensions.Page, "/p/a,b\"c", 12, 12, 40, 1),
            new(VisitDimensions.Bot, "Googlebot", 0, 0, 1, 0),
        ];
        var report = new VisitReport(
            Market.Portugal, new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 2), new VisitSum(VisitDimensions.All, "", 14, 15, 48, 2), null,
            [new VisitStep(new DateTime(2026, 7, 1), 13, 46), new VisitStep(new DateTime(2026, 7, 2), 1, 2)], sums.ToLookup(sum => sum.Dimension), null);
        var bytes = VisitExport.ToCsv(report);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(
            [
                "dimension,value,visitors,visits,views,bounces", "day,2026-07-01,13,,46,", "day,2026-07-02,<3,,<3,", "all,,14,15,48,<3", "bot,Googlebot,0,0,<3,0",
                "page,\"/p/a,b\"\"c\",12,12,40,<3", "source,'=cmd|' /C calc'!A0,3,4,5,<3", "source,'+351,<3,<3,3,0", "",
            ],
            Encoding.UTF8.GetString(bytes[3..]).Split("\r\n"));
    }

    [Fact]
    public void A_chart_of_nothing_is_a_chart_too()
    {
        var chart = new VisitChart([.. Enumerable.Range(0, 24).Select(hour => new VisitStep(new DateTime(2026, 7, 1, hour, 0, 0), 0, 0))], 380, 220);
        Assert.All(chart.Bars, bar => Assert.Equal("0", bar.Views.Height));
        Assert.Equal([0, 1], chart.Ticks.Select(tick => tick.Count));
    }
}
