using System.Text.Json;
using Microsoft.Extensions.Localization;
using Promozilla.Data.Prices;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

/// <summary>Buy or wait, as a closing run found it, and how to say why.</summary>
/// <param name="Numbers">JSON; a sentence takes what it needs.</param>
public sealed record Advice(string Word, string Reason, string Confidence, string? Numbers)
{
    public string Sentence(IStringLocalizer<Texts> texts)
    {
        using var numbers = JsonDocument.Parse(Numbers ?? "{}");
        var of = numbers.RootElement;
        return Reason switch
        {
            AdviceReasons.WatchedTooShort or AdviceReasons.NeverMoves => texts[$"Advice.{Reason}", Whole("days")],
            AdviceReasons.NearRecordLow => texts[$"Advice.{Reason}", Euro("low"), Money.Percent(Number("over"))],
            AdviceReasons.SaleComing => texts[$"Advice.{Reason}", texts[$"Sale.{of.GetProperty("sale").GetString()}"].Value, Whole("days"), Whole("falls")],
            AdviceReasons.FallDue => texts[$"Advice.{Reason}", Whole("falls"), Whole("months")],
            AdviceReasons.CheaperThanUsual => texts[$"Advice.{Reason}", Money.Percent(100 - Number("percentile"))],
            AdviceReasons.DearerThanUsual or AdviceReasons.Usual => texts[$"Advice.{Reason}", Money.Percent(Number("percentile"))],
            _ => texts[$"Advice.{Reason}"],
        };

        decimal Number(string name) => of.TryGetProperty(name, out var value) ? value.GetDecimal() : 0;
        int Whole(string name) => (int)Number(name);
        string Euro(string name) => Money.Price(Number(name));
    }
}
