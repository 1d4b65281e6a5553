namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>A shelf of products to which something happened, across kinds: an address of its own, and when it happened to each.</summary>
/// <param name="Order">In which it is shown unless asked otherwise.</param>
public sealed record ShelfList(string Path, string Name, string Order, Func<ShelfItem, bool> Fits, Func<ShelfItem, DateTimeOffset?> When)
{
    public static readonly ShelfList Verified = new("/promocoes", "verified", ShelfFilter.Discount, item => item.Verified, _ => null);
    public static readonly ShelfList Running = new("/promocoes/todas", "running", ShelfFilter.Discount, item => item.Promoted, _ => null);
    public static readonly ShelfList Lows = new("/promocoes/minimos", "lows", ShelfFilter.Newest, item => item.News?.LowAt is not null, item => item.News?.LowAt);
    public static readonly ShelfList Restocked =
        new("/promocoes/de-volta", "restocked", ShelfFilter.Newest, item => item.News?.RestockedAt is not null, item => item.News?.RestockedAt);

    /// <summary>No store says until when its promotions last: that one has ended somewhere is the sign there is.</summary>
    public static readonly ShelfList Ending = new("/promocoes/a-acabar", "ending", ShelfFilter.Discount, item => item.News?.EndedAt is not null, item => item.News?.EndedAt);
    public static readonly ShelfList Arrived = new("/novidades", "arrived", ShelfFilter.Newest, item => item.News?.ArrivedAt is not null, item => item.News?.ArrivedAt);
    public static readonly ShelfList PreOrders =
        new("/novidades/pre-vendas", "preorders", ShelfFilter.Newest, item => item.Has(ShelfFilter.PreOrder), item => item.News?.ArrivedAt);

    public static readonly IReadOnlyList<ShelfList> Promotions = [Verified, Running, Ending, Lows, Restocked];
    public static readonly IReadOnlyList<ShelfList> News = [Arrived, PreOrders];
    public static readonly IReadOnlyList<ShelfList> All = [.. Promotions, .. News];

    /// <summary>The lists that stand beside this one.</summary>
    public IReadOnlyList<ShelfList> Group => Promotions.Contains(this) ? Promotions : News;
}

/// <summary>What lately happened to a product, and when: null where it did not, or too long ago to be news.</summary>
public sealed record ShelfNews(DateTimeOffset? LowAt, DateTimeOffset? RestockedAt, DateTimeOffset? EndedAt, DateTimeOffset? ArrivedAt)
{
    public static ShelfNews? Of(DateTimeOffset? low, DateTimeOffset? restocked, DateTimeOffset? ended, DateTimeOffset? arrived) =>
        low is null && restocked is null && ended is null && arrived is null ? null : new ShelfNews(low, restocked, ended, arrived);
}
