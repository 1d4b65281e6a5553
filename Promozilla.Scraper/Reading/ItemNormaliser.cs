using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.Scraper.Prices;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Turns what a page wrote into fields that mean the same in every store.</summary>
/// <param name="PageUrl">Where the page came from; makes addresses absolute.</param>
/// <param name="Currency">The store's, used when the page names none.</param>
/// <param name="AvailabilityWords">The store's own words, tried before the common ones.</param>
/// <param name="ConditionWords">Likewise.</param>
public sealed partial record ItemNormaliser(
    Uri? PageUrl,
    string? Currency = null,
    IReadOnlyDictionary<string, string>? AvailabilityWords = null,
    IReadOnlyDictionary<string, string>? ConditionWords = null)
{
    public PageItem Normalise(RawItem raw)
    {
        var name = raw[Field.Name] is { } text ? HtmlText.Fold(text) : null;
        var signs = raw[Field.Currency];
        var price = Money(raw, Field.Price, signs);
        var currency = price?.Currency ?? Iso(signs) ?? Currency ?? OfCountry();
        var (old, kind) = Claim(raw, price?.Amount, signs);
        var condition = Word(ConditionWords, raw[Field.Condition]) ?? ConditionText.Read(raw[Field.Condition]);
        var fromName = ConditionText.Read(name);
        if (fromName is not (null or Condition.New) && condition is null or Condition.New) condition = fromName;
        var url = Absolute(raw[Field.Url]);
        var sold = condition is null or Condition.New;
        var gtin = sold ? Gtin.Normalise(raw[Field.Gtin]) : null;
        var availability = Word(AvailabilityWords, raw[Field.Availability]) ?? AvailabilityText.Read(raw[Field.Availability]);
        return new PageItem(
            string.IsNullOrEmpty(name) ? null : name,
            price?.Amount,
            currency,
            old,
            kind,
            availability ?? Availability.Unknown,
            condition,
            gtin,
            raw[Field.Id]?.Trim(),
            url,
            Image(raw[Field.Image]),
            raw[Field.Seller] is { } seller ? HtmlText.Fold(seller) : null,
            raw.Labels,
            raw.Fields.ToDictionary(field => field.Key, field => field.Value.Source, StringComparer.Ordinal))
        {
            ReleaseDate = ReleaseDateText.Read(raw[Field.ReleaseDate]),
            PriceFrom = Moment(raw[Field.PriceFrom]),
            PriceUntil = Moment(raw[Field.PriceUntil]),
        };
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    private static PriceReading? Money(RawItem raw, string field, string? signs)
    {
        if (raw[field] is not { } text) return null;
        var byMachine = raw.Source(field) is { } source && (source.StartsWith("json", StringComparison.Ordinal) || source.Contains('@', StringComparison.Ordinal));
        var reading = byMachine ? PriceText.ReadMachine(text, signs) : PriceText.Read(text, signs);
        // A price of 0 is a page that broke, or a gift with something else: never what the item costs. Nobody shows tenths of a cent: those are two numbers run together.
        if (!byMachine && reading.Amount is { } shown && shown != decimal.Round(shown, 2) && !CurrencySigns.HasThreeDecimals(reading.Currency)) return null;
        return reading.Amount is > 0 ? reading : null;
    }

    private static (decimal? Old, string? Kind) Claim(RawItem raw, decimal? price, string? signs)
    {
        if (price is null) return (null, null);
        foreach (var (field, kind) in ((string, string)[])[(Field.OldPrice, ClaimKind.Previous), (Field.LowestPrice, ClaimKind.Lowest30), (Field.RecommendedPrice, ClaimKind.Recommended)])
        {
            if (Money(raw, field, signs)?.Amount is not { } old || old <= price) continue;
            // The same place holds either claim in some shops: the words beside the amount decide.
            if (field == Field.OldPrice && raw[field] is { } text)
            {
                if (Recommended().IsMatch(text)) return (old, ClaimKind.Recommended);
                if (Lowest().IsMatch(text)) return (old, ClaimKind.Lowest30);
            }

            return (old, kind);
        }

        return (null, null);
    }

    private static string? Iso(string? signs) => signs is null ? null : CurrencySigns.Find(signs.Trim().ToUpperInvariant())?.Currency ?? CurrencySigns.Find(signs)?.Currency;

    // Portuguese shops that name no currency sell in euro; elsewhere nothing is assumed.
    private string? OfCountry() => PageUrl?.Host.EndsWith(".pt", StringComparison.OrdinalIgnoreCase) == true ? "EUR" : null;

    private static string? Word(IReadOnlyDictionary<string, string>? words, string? text)
    {
        if (words is null || text is null) return null;
        foreach (var (word, meaning) in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return meaning;
        }

        return null;
    }

    private string? Image(string? text)
    {
        if (text is null || text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return null;
        return Absolute(text);
    }

    private string? Absolute(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = System.Net.WebUtility.HtmlDecode(text.Trim());
        if (clean.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || clean.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return null;
        if (clean.StartsWith("//", StringComparison.Ordinal)) clean = (PageUrl is { Scheme: "http" } ? "http:" : "https:") + clean;
        if (clean.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(clean, UriKind.Absolute, out var absolute)) return absolute.AbsoluteUri;
        if (PageUrl is null) return clean;
        return Uri.TryCreate(PageUrl, clean, out var resolved) ? resolved.AbsoluteUri : null;
    }

    [GeneratedRegex(@"pvpr|p\.v\.p\.r|pre[çc]o recomendado|recomendad|\bmsrp\b|\brrp\b|\buvp\b|recommended|list price", RegexOptions.IgnoreCase)]
    private static partial Regex Recommended();

    [GeneratedRegex(@"30 dias|30 days|30 tage|menor pre[çc]o|mais baixo|lowest", RegexOptions.IgnoreCase)]
    private static partial Regex Lowest();
}
