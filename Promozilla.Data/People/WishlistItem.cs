using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.People;

/// <summary>What a person wishes for, and when they want to hear of it. A product stands once with a person, in one list.</summary>
public sealed class WishlistItem
{
    public const int LongestNote = 500;

    public Guid UserId { get; init; }
    public long ProductId { get; init; }
    public Product Product { get; init; } = null!;

    /// <summary>Null: the person's main list.</summary>
    public Guid? ListId { get; set; }

    /// <summary>A word of <see cref="WishRules"/>; null: a target where there is one, else as the account says (<see cref="User.WishRule"/>).</summary>
    public string? Rule { get; set; }

    /// <summary>EUR, with the rule target: tell at this price or under.</summary>
    public decimal? TargetPrice { get; set; }

    /// <summary>EUR. What the target could be now that it was reached; the person accepts or dismisses it.</summary>
    public decimal? SuggestedTarget { get; set; }

    /// <summary>Keys of the stores that count; null: all.</summary>
    public string[]? Stores { get; set; }

    /// <summary>new, used (whatever is not new) or any.</summary>
    public string Condition { get; set; } = WishScope.New;

    /// <summary>physical, digital (a download code is digital) or any.</summary>
    public string Medium { get; set; } = WishScope.Any;
    public bool Paused { get; set; }

    /// <summary>The person wants to hear of it at once.</summary>
    public bool MustHave { get; set; }
    public string? Note { get; set; }

    /// <summary>The day of the purchase: from then on only a fall within <see cref="WithdrawalDays"/> is told.</summary>
    public DateOnly? BoughtOn { get; set; }

    /// <summary>EUR, as paid.</summary>
    public decimal? BoughtPrice { get; set; }

    /// <summary>EUR. What was told last, until the price is above what was asked for: what is no further fall of max(1 €, 3 %) is not told again.</summary>
    public decimal? ToldPrice { get; set; }

    /// <summary>UTC. When the rule was last set: what stood on the page by then is no news.</summary>
    public DateTimeOffset RuledAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public decimal? PriceWhenAdded { get; init; }

    /// <summary>Days for sending back what was bought at a distance (DL 24/2014, art. 10).</summary>
    public const int WithdrawalDays = 14;

    internal sealed class Configuration : IEntityTypeConfiguration<WishlistItem>
    {
        public void Configure(EntityTypeBuilder<WishlistItem> entity)
        {
            entity.ToTable("WishlistItems", table =>
            {
                table.HasCheckConstraint("ck_wishlist_items_rule", "rule IN ('promotion', 'target', 'low', 'restock', 'any') AND (rule <> 'target' OR target_price IS NOT NULL)");
                table.HasCheckConstraint("ck_wishlist_items_scope", "condition IN ('new', 'used', 'any') AND medium IN ('physical', 'digital', 'any')");
            }).HasKey(item => new { item.UserId, item.ProductId });
            entity.Property(item => item.Condition).HasDefaultValue(WishScope.New);
            entity.Property(item => item.Medium).HasDefaultValue(WishScope.Any);
            entity.Property(item => item.Paused).HasDefaultValue(false);
            entity.Property(item => item.MustHave).HasDefaultValue(false);
            entity.Property(item => item.RuledAt).HasDefaultValueSql("now()");
            entity.Property(item => item.Note).HasMaxLength(LongestNote);
            entity.HasIndex(item => item.ProductId);
            entity.HasIndex(item => item.ProductId, "IX_WishlistItems_Told").HasFilter("told_price IS NOT NULL");
            entity.HasOne<User>().WithMany().HasForeignKey(item => item.UserId);
            entity.HasOne(item => item.Product).WithMany().HasForeignKey(item => item.ProductId);
            entity.HasOne<WishList>().WithMany().HasForeignKey(item => item.ListId).OnDelete(DeleteBehavior.SetNull);
        }
    }
}

/// <summary>What of a product a person wants to hear.</summary>
public static class WishRules
{
    /// <summary>Any real promotion, and its further falls.</summary>
    public const string Promotion = "promotion";

    /// <summary>A price, or less.</summary>
    public const string Target = "target";

    /// <summary>Cheaper than ever before.</summary>
    public const string Low = "low";

    /// <summary>To be had again.</summary>
    public const string Restock = "restock";

    /// <summary>The best price moved, up too, or it sold out or came back.</summary>
    public const string Any = "any";
}

public static class WishScope
{
    public const string Any = "any";
    public const string New = "new";
    public const string Used = "used";
    public const string Physical = "physical";
    public const string Digital = "digital";
}
