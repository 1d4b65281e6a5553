namespace Promozilla.ServiceDefaults;

/// <summary>schema.org ItemAvailability, cut down to what a shopper acts on. Messages, rows and the JSON API use these words.</summary>
public static class Availability
{
    public const string InStock = "in_stock";
    public const string OutOfStock = "out_of_stock";
    public const string PreOrder = "pre_order";
    public const string Unknown = "unknown";
}

/// <summary>schema.org OfferItemCondition, plus outlet (new, but shown, opened or returned).</summary>
public static class Condition
{
    public const string New = "new";
    public const string Used = "used";
    public const string Refurbished = "refurbished";
    public const string Outlet = "outlet";
}

/// <summary>What is in the box. A download code or a key card is another product than the cartridge.</summary>
public static class Format
{
    public const string Physical = "physical";
    public const string DownloadCode = "download_code";
    public const string GameKeyCard = "game_key_card";
    public const string Digital = "digital";
}

/// <summary>What a store says the struck-through price is. A recommended price (PVPR) is never a previous price.</summary>
public static class ClaimKind
{
    public const string Previous = "previous";
    public const string Lowest30 = "lowest30";
    public const string Recommended = "recommended";
    public const string Unknown = "unknown";
}

/// <summary>The three shelves of the site, and what belongs on none of them.</summary>
public static class ProductKind
{
    public const string Game = "game";
    public const string Console = "console";
    public const string Accessory = "accessory";
    public const string Other = "other";
}

public static class Platform
{
    public const string Switch = "switch";
    public const string Switch2 = "switch2";
    public const string Both = "switch_both";
    public const string Other = "other";
}

/// <summary>How the reading of a store's category, or of a product's page, ended.</summary>
public static class ScrapeOutcome
{
    public const string Observed = "observed";
    public const string Empty = "empty";
    public const string Blocked = "blocked";
    public const string Unreadable = "unreadable";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>Of a product's own page: there is none (any more).</summary>
    public const string Gone = "gone";
}
