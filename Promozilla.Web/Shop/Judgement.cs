using Microsoft.Extensions.Localization;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Site;

namespace Promozilla.Web.Shop;

/// <summary>A promotion as it was judged, and how to say it: the claim, the reference with its day, the result, and the sum.</summary>
public sealed record Judgement(
    string Verdict,
    decimal Price,
    DateTimeOffset StartedAt,
    decimal? Reference,
    DateTimeOffset? ReferenceAt,
    decimal? ClaimedPrice,
    string? ClaimedKind,
    decimal? ClaimedPercent,
    decimal? RealPercent,
    DateTimeOffset? ReferenceUntil = null,
    int? ObservedDays = null,
    decimal? RecommendedPrice = null)
{
    public IEnumerable<string> Sentences(IStringLocalizer<Texts> texts, DateTimeOffset now)
    {
        yield return Claim(texts);
        if (Reference is { } reference && Verdict is not (Verdicts.NoData or Verdicts.NotJudged))
        {
            yield return (ReferenceAt, ReferenceUntil) switch
            {
                ({ } at, { } until) => texts["Verdict.ReferenceFrom", Money.Price(reference), MarketDays.Day(at, now), MarketDays.Day(until, now)],
                ({ } at, null) => texts["Verdict.ReferenceAt", Money.Price(reference), MarketDays.Day(at, now)],
                _ => texts["Verdict.Reference", Money.Price(reference)],
            };
        }

        yield return Verdict switch
        {
            Verdicts.Verified => texts["Verdict.verified.is", Money.Percent(RealPercent ?? 0)],
            Verdicts.Inflated => texts["Verdict.inflated.is", Money.Percent(RealPercent ?? 0)],
            Verdicts.NotADiscount => texts["Verdict.not_a_discount.is"],
            Verdicts.NotJudged => texts["Verdict.not_judged.is"],
            _ when ObservedDays is { } days => texts["Verdict.no_data.days", days],
            _ => texts["Verdict.no_data.is"],
        };
    }

    /// <summary>"(49,99 € − 39,99 €) ÷ 49,99 € = 20 %"; null where there is no saving to reckon.</summary>
    public string? Sum => Verdict is Verdicts.Verified or Verdicts.Inflated && Reference is > 0 and { } reference
        ? $"({Money.Price(reference)} − {Money.Price(Price)}) ÷ {Money.Price(reference)} = {Money.Percent((reference - Price) / reference * 100)}"
        : null;

    private string Claim(IStringLocalizer<Texts> texts) => (ClaimedPrice, ClaimedKind) switch
    {
        (null, _) when RecommendedPrice is { } recommended => texts["Claim.recommended", Money.Price(recommended)],
        (null, _) => texts["Claim.none"],
        ({ } claimed, ClaimKind.Recommended) => texts["Claim.recommended", Money.Price(claimed)],
        ({ } claimed, ClaimKind.Lowest30) => texts["Claim.lowest30", Money.Minus(Claimed(claimed)), Money.Price(claimed)],
        ({ } claimed, ClaimKind.Previous) => texts["Claim.previous", Money.Minus(Claimed(claimed)), Money.Price(claimed)],
        ({ } claimed, _) => texts["Claim.unknown", Money.Minus(Claimed(claimed)), Money.Price(claimed)],
    };

    private decimal Claimed(decimal claimed) => ClaimedPercent ?? (claimed > 0 ? (claimed - Price) / claimed * 100 : 0);
}
