using Promozilla.Data.People;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>One wish as its row shows it.</summary>
/// <param name="Rule">In force: its own or the account's.</param>
/// <param name="Price">EUR, the best that counts for it; null where nothing that counts can be bought.</param>
public sealed record Wish(
    ProductRow Product, WishSettings Settings, string Rule, decimal? Price, string? StoreKey, decimal? SuggestedTarget, decimal? PriceWhenAdded, DateTimeOffset CreatedAt)
{
    public bool IsScoped => Settings.Stores is not null || Settings.Condition is not WishScope.New || Settings.Medium is not WishScope.Any;

    public bool IsBought => Settings.BoughtOn is not null;

    /// <summary>The row's price is the product's best: its promotion and low are said of that one.</summary>
    public bool ShowsBest => Price is not null && Price == Product.BestPrice;

    public bool Reached => !IsBought && Price is { } price && Rule switch
    {
        WishRules.Target => price <= Settings.Target,
        WishRules.Low => ShowsBest && Product.IsLow,
        WishRules.Promotion => ShowsBest && Product.IsVerified,
        _ => false,
    };

    /// <summary>The last day on which a bought thing may go back; null where it was not bought.</summary>
    public DateOnly? ReturnableUntil => Settings.BoughtOn?.AddDays(WishlistItem.WithdrawalDays);

    /// <summary>By how much it is cheaper than it was bought for, while it may go back.</summary>
    public decimal? Overpaid(DateOnly today) =>
        Settings.BoughtPrice is { } paid && ReturnableUntil >= today && Price <= paid - Math.Max(1, paid * 0.03m) ? paid - Price : null;

    /// <summary>How far above the target, as a share of it.</summary>
    public decimal? Distance => Settings.Target is { } target && Price is { } price ? (price - target) / target : null;
}

public sealed record WishListRow(Guid Id, string Name, int Count);

/// <param name="AccountRule">Of wishes without one of their own.</param>
public sealed record WishlistRows(IReadOnlyList<Wish> Wishes, IReadOnlyList<WishListRow> Lists, string AccountRule, bool AlertsOff)
{
    public static readonly WishlistRows None = new([], [], WishRules.Promotion, false);

    public bool IsFull => Wishes.Count >= WishlistQuery.Most;
}
