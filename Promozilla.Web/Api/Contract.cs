namespace Promozilla.Web.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Total">How many there are in all; null where counting them would cost more than it tells.</param>
/// <param name="Next">Give it as `cursor` for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int? Total, string? Next);

/// <summary>A game, a console or an accessory as a shopper means it, with the best that the stores ask for it now.</summary>
/// <param name="Slug">Its name in addresses; it never changes.</param>
/// <param name="Kind">game, console or accessory.</param>
/// <param name="Platform">switch, switch2 or switch_both.</param>
/// <param name="Format">physical, game_key_card, download_code or digital.</param>
/// <param name="Url">Its page on the site.</param>
/// <param name="Image">Its picture, if there is one.</param>
/// <param name="Price">The cheapest new one that can be bought now, with VAT, without delivery.</param>
/// <param name="Store">The key of the store that asks that price.</param>
/// <param name="UsedPrice">The cheapest second-hand one.</param>
/// <param name="Offers">In how many offers it can be bought now.</param>
/// <param name="InStock">Whether one of them is in stock; false with offers means pre-order.</param>
/// <param name="Discount">What is saved on that price by the 30-day rule; null where nothing is, or where we can't say.</param>
/// <param name="Low">The lowest price of a new one that we have seen.</param>
/// <param name="Total">The least that a new one costs with delivery to `region`; null where no store that sells it is known to deliver there for what.</param>
/// <param name="Currency">Of all amounts in it (ISO 4217).</param>
public sealed record ProductItem(
    string Slug, string Title, string Kind, string Platform, string Format, Uri Url, Uri? Image, decimal? Price, string? Store, decimal? UsedPrice, int Offers,
    bool InStock, Discount? Discount, RecordLow? Low, decimal? Total, string Currency);

/// <summary>A real saving.</summary>
/// <param name="Percent">Against the reference, 0 to 100.</param>
/// <param name="Reference">The lowest price of the 30 days before it began (Directive 98/6/EC, article 6a).</param>
/// <param name="Verdict">verified, or inflated where the store claims more.</param>
public sealed record Discount(decimal Percent, decimal Reference, string Verdict);

/// <summary>A record low.</summary>
/// <param name="Price">In the market's currency.</param>
/// <param name="At">When it was first seen, UTC.</param>
/// <param name="IsNow">Whether it is today's price, after at least five weeks of watching.</param>
public sealed record RecordLow(decimal Price, DateTimeOffset? At, bool IsNow);

/// <summary>One store's offer of a product.</summary>
/// <param name="Store">The store's key.</param>
/// <param name="Title">As the store writes it.</param>
/// <param name="Url">The store's own page.</param>
/// <param name="Condition">new, used, refurbished or outlet.</param>
/// <param name="Availability">in_stock, pre_order, out_of_stock or unknown.</param>
/// <param name="Price">With VAT, without delivery.</param>
/// <param name="Total">With delivery to `region`; null where the store's fee is not known.</param>
/// <param name="Pickup">Fetched from a shop of the store; null where that is not known to be possible.</param>
/// <param name="Since">Since when it costs that, UTC.</param>
/// <param name="SeenAt">When it was last seen, UTC.</param>
/// <param name="Promotion">The promotion that is running, with its verdict.</param>
/// <param name="Currency">Of all amounts in it (ISO 4217).</param>
public sealed record OfferItem(
    string Store, string Title, string Url, string Condition, string Availability, decimal Price, decimal? Total, decimal? Pickup, DateTimeOffset? Since, DateTimeOffset? SeenAt,
    PromotionFacts? Promotion, string Currency);

/// <summary>A promotion as it was judged.</summary>
/// <param name="Id">Stays the same while it runs.</param>
/// <param name="Verdict">verified, inflated, not_a_discount, no_data or not_judged.</param>
/// <param name="Price">In the market's currency.</param>
/// <param name="Reference">The lowest price of the 30 days before it began; null under 30 days of history.</param>
/// <param name="ClaimedPrice">What the store says that it cost.</param>
/// <param name="ClaimedKind">What the store says that price is: previous, lowest30, recommended or unknown.</param>
/// <param name="RealPercent">Saved against the reference.</param>
/// <param name="ClaimedPercent">Saved as the store claims it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
public sealed record PromotionFacts(
    Guid Id, string Verdict, decimal Price, decimal? Reference, decimal? ClaimedPrice, string? ClaimedKind, decimal? RealPercent, decimal? ClaimedPercent,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>A promotion of one store, and what of.</summary>
/// <param name="Product">The product's slug.</param>
/// <param name="Title">The product's title.</param>
/// <param name="Store">The store's key.</param>
/// <param name="Url">The product's page on the site.</param>
/// <param name="Currency">Of all amounts in it (ISO 4217).</param>
public sealed record PromotionItem(string Product, string Title, string Kind, string Platform, string Store, Uri Url, PromotionFacts Promotion, string Currency);

/// <summary>What a product's offers have cost.</summary>
/// <param name="Product">The product's slug.</param>
/// <param name="Series">One for each offer.</param>
/// <param name="Currency">Of all amounts in it (ISO 4217).</param>
public sealed record PriceHistoryItem(string Product, IReadOnlyList<PriceSeries> Series, string Currency);

/// <summary>What one offer has cost: each price holds until the next.</summary>
/// <param name="Store">The store's key.</param>
public sealed record PriceSeries(string Store, string Condition, IReadOnlyList<PricePoint> Points);

/// <summary>A price from a moment on.</summary>
/// <param name="At">UTC.</param>
/// <param name="Price">In the market's currency.</param>
/// <param name="ClaimedPrice">What the store said that it cost before.</param>
public sealed record PricePoint(DateTimeOffset At, decimal Price, string Availability, decimal? ClaimedPrice, string? ClaimedKind);

/// <summary>A store that we read.</summary>
/// <param name="Key">Its name in addresses and in the other answers.</param>
/// <param name="Delivery">What it asks for delivery today; null where nothing is known of it.</param>
/// <param name="ReadAt">When all its pages were last read well, UTC.</param>
/// <param name="IsDoubtful">Its last readings look wrong: nobody is told of its prices until they don't.</param>
/// <param name="IsSample">Demonstration data.</param>
public sealed record StoreItem(string Key, string Name, Uri Url, DeliveryItem? Delivery, DateTimeOffset? ReadAt, bool IsDoubtful, bool IsSample);

/// <summary>What a store asks for the delivery of one article; null is not known, never free.</summary>
/// <param name="Since">The day on which it was first seen to ask that.</param>
/// <param name="Mainland">To mainland Portugal.</param>
/// <param name="FreeFrom">Mainland only: from this price on it costs nothing.</param>
/// <param name="Pickup">For fetching it from a shop of the store; null also where there is none.</param>
/// <param name="Currency">Of all amounts in it (ISO 4217).</param>
public sealed record DeliveryItem(DateOnly Since, decimal? Mainland, decimal? FreeFrom, decimal? Azores, decimal? Madeira, decimal? Pickup, string Currency);
