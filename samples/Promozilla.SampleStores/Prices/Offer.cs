using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Prices;

/// <summary>What a store asks for a listing on one day, EUR with VAT.</summary>
/// <param name="Claimed">The struck-through price, whatever it is worth.</param>
/// <param name="ClaimKind">A word of <see cref="ServiceDefaults.ClaimKind"/>; null without a claim.</param>
public sealed record Offer(Listing Listing, decimal Price, decimal? Claimed, string? ClaimKind, string Availability, int Stock, Story Story);

/// <summary>Why the price is what it is: the truth that the pages do not tell.</summary>
public enum Story
{
    Steady,

    /// <summary>A real cut; the claimed price is what was charged for the 30 days before.</summary>
    Promotion,

    /// <summary>A real cut in three steps, claimed against the price before the first.</summary>
    Stepwise,

    /// <summary>A real cut in the week of the last Friday but one of November.</summary>
    BlackFriday,

    /// <summary>A claim higher than the price of the 30 days before.</summary>
    Inflated,

    /// <summary>The dearer days that prepare an inflated claim.</summary>
    Raised,

    /// <summary>Cheaper, and the store says nothing.</summary>
    QuietDrop,

    /// <summary>A wrong price for one day, a tenth of the right one.</summary>
    Glitch,
}
