using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Promozilla.Data.Operators;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Admin.Visits;

/// <summary>A report as a file. What goes out of here says nothing of one or two people: counts under three are told as such.</summary>
public static class VisitExport
{
    public const int Least = 3;

    public static byte[] ToCsv(VisitReport report)
    {
        var text = new StringBuilder("dimension,value,visitors,visits,views,bounces\r\n");
        var steps = report.Steps.Select(step => (IEnumerable<string?>)
            [report.IsToday ? "hour" : "day", step.At.ToString(report.IsToday ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture), Count(step.Visitors), null, Count(step.Views), null]);
        var sums = report.Tables.Where(table => table.Key is not VisitDimensions.All).OrderBy(table => table.Key, StringComparer.Ordinal).SelectMany(table => table).Prepend(report.All)
            .Select(sum => (IEnumerable<string?>)[sum.Dimension, sum.Value, Count(sum.Visitors), Count(sum.Visits), Count(sum.Views), Count(sum.Bounces)]);
        foreach (var row in steps.Concat(sums)) text.AppendJoin(',', row.Select(CsvText.Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static void MapVisitExport(this WebApplication app) =>
        app.MapGet("/admin/visitas.csv", async (VisitsQuery query, Markets markets, int? dias, string? mercado, CancellationToken cancellationToken) =>
        {
            var report = await query.ReadAsync(markets.Find(mercado) ?? MarketOfRequest.Current, VisitsQuery.Periods.Contains(dias ?? 0) ? dias!.Value : VisitsQuery.Today, cancellationToken);
            return Results.File(ToCsv(report), "text/csv; charset=utf-8", $"promozilla-visitas-{report.Market.Key}-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.csv");
        }).RequireAuthorization(new AuthorizeAttribute { Roles = OperatorRoles.Administrator }).ExcludeFromDescription();

    private static string Count(int count) => count is > 0 and < Least ? $"<{Least}" : count.ToString(CultureInfo.InvariantCulture);
}
