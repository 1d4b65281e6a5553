using Promozilla.Data.People;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Mail.Digests;

/// <summary>Digests as they may come, made up: to look at.</summary>
public static class DigestSamples
{
    private static readonly DigestLine[] Lines =
    [
        new("The Legend of Zelda: Tears of the Kingdom – Nintendo Switch 2 Edition", "zelda-totk-switch-2", "Cogumelo Mágico", 44.99m, 69.99m, 64.99m, 30.8m, 35.7m,
            Verdicts.Verified, IsLowest: true, Target: 45m, CheaperAt: null, AlertOccasions.Target) { Delivered = 44.99m, SuggestedTarget = 39.99m },
        new("Donkey Kong Bananza", "donkey-kong-bananza", "Loja do Bruno", 59.90m, 74.99m, 69.99m, 14.4m, 25m, Verdicts.Inflated, IsLowest: false, Target: null,
            CheaperAt: ("Cogumelo Mágico", 57.49m)) { Delivered = 63.80m },
        new("Consola Nintendo Switch 2 + Mario Kart World", "consola-switch-2-mario-kart-world", "Estrela", 429.00m, 499.99m, null, null, null, Verdicts.NoData,
            IsLowest: false, Target: null, CheaperAt: null),
        new("Metroid Prime 4: Beyond", "metroid-prime-4", "Cogumelo Mágico", 54.99m, null, null, null, null, null, IsLowest: false, Target: null, CheaperAt: null,
            AlertOccasions.Restock) { Delivered = 57.98m },
        new("Comando Pro para Nintendo Switch 2", "comando-pro-switch-2", "Estrela", 89.99m, 79.99m, null, null, null, "", IsLowest: false, Target: null, CheaperAt: null,
            AlertOccasions.Change) { Delivered = 89.99m },
        new("Kirby Air Riders", "kirby-air-riders", "Loja do Bruno", 64.99m, null, null, null, null, null, IsLowest: false, Target: null, CheaperAt: null,
            AlertOccasions.Change, IsSoldOut: true),
        new("Pikmin 4", "pikmin-4", "Estrela", 39.90m, 54.99m, null, null, null, Verdicts.Verified, IsLowest: false, Target: null, CheaperAt: null, AlertOccasions.BoughtDrop)
            { Reference = 49.99m, RealPercent = 20.2m, Delivered = 43.80m },
        new("Super Mario Odyssey (código para descarregar)", "super-mario-odyssey-codigo", "Loja do Bruno", 41.99m, 59.99m, null, null, 30m, Verdicts.NotJudged, IsLowest: true,
            Target: null, CheaperAt: null, AlertOccasions.Low),
    ];

    /// <param name="count">How many lines.</param>
    public static Digest Of(Market market, string language, int count) => new(
        Guid.Empty, "ana@promozilla.example", language, Guid.Empty, market,
        [.. Enumerable.Range(0, count).Select(index => Lines[index % Lines.Length] with
        {
            Region = Regions.Mainland,
            Slug = $"{Lines[index % Lines.Length].Slug}-{index}",
        })]);
}
