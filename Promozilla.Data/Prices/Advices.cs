namespace Promozilla.Data.Prices;

/// <summary>Buy or wait.</summary>
public static class Advices
{
    public const string Buy = "buy";
    public const string Fair = "fair";
    public const string Wait = "wait";
    public const string NotEnoughData = "not_enough_data";
}

/// <summary>Why; the numbers beside it fill the sentence.</summary>
public static class AdviceReasons
{
    /// <summary>Watched for less than five weeks (days).</summary>
    public const string WatchedTooShort = "watched_too_short";

    /// <summary>Nothing new can be bought now.</summary>
    public const string NotOnSale = "not_on_sale";

    /// <summary>At the lowest ever, or within 5 % of it (low, over).</summary>
    public const string AtRecordLow = "at_record_low";
    public const string NearRecordLow = "near_record_low";

    /// <summary>It was dearer for most of the year (percentile).</summary>
    public const string CheaperThanUsual = "cheaper_than_usual";

    /// <summary>A sales season comes within weeks, and it has fallen before (sale, days, falls).</summary>
    public const string SaleComing = "sale_coming";

    /// <summary>It was cheaper for most of the year (percentile, low).</summary>
    public const string DearerThanUsual = "dearer_than_usual";

    /// <summary>It falls every so often and has not for a while (months, falls).</summary>
    public const string FallDue = "fall_due";

    /// <summary>The price never moved (days).</summary>
    public const string NeverMoves = "never_moves";

    /// <summary>Nothing speaks for waiting or for haste (percentile).</summary>
    public const string Usual = "usual";
}
