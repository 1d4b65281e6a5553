namespace Promozilla.Scraper.Prices;

/// <summary>What a text says about money: an amount, or the reason why there is none.</summary>
/// <param name="Amount">Null when the text holds no price.</param>
/// <param name="Currency">ISO 4217 where the sign names one currency, else the sign itself; null when none was found.</param>
/// <param name="Reason">In plain words, when there is no amount.</param>
public sealed record PriceReading(decimal? Amount, string? Currency, string? Reason)
{
    public static PriceReading None(string reason, string? currency = null) => new(null, currency, reason);
}
