using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;

namespace Promozilla.Data.People;

/// <summary>
/// One person to be told of one occasion. The unique keys are what makes "never twice" true: a step of a promotion is told once, and of every
/// other occasion a step of its episode.
/// </summary>
public sealed class Alert
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    /// <summary>A word of <see cref="AlertOccasions"/>.</summary>
    public string Occasion { get; init; } = AlertOccasions.Promotion;

    /// <summary>Of the occasion promotion, and of no other.</summary>
    public Guid? PromotionId { get; init; }

    /// <summary>Of every other occasion: the offer's way down (<see cref="ToldOffer.EpisodeId"/>), or the change itself.</summary>
    public Guid? EpisodeId { get; init; }
    public int Step { get; init; }
    public long ProductId { get; init; }

    /// <summary>The offer that gave rise to it; null on rows of the version before, whose promotion names it.</summary>
    public long? ListingId { get; init; }

    /// <summary>EUR, at the time. Of a change to sold out, the last price.</summary>
    public decimal Price { get; init; }

    /// <summary>EUR: the price before it; of a bought thing what was paid. Null where nobody knows.</summary>
    public decimal? PriceBefore { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The digest that told it; null while it waits for one.</summary>
    public Guid? MailId { get; set; }

    /// <summary>UTC. What it says stopped being true before any mail told it: none will.</summary>
    public DateTimeOffset? LapsedAt { get; set; }

    /// <summary>UTC. When the person saw it on the site.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Alert>
    {
        public void Configure(EntityTypeBuilder<Alert> entity)
        {
            entity.ToTable("Alerts", table => table.HasCheckConstraint(
                "ck_alerts_occasion",
                "occasion IN ('promotion', 'target', 'low', 'restock', 'change', 'bought_drop') AND (occasion = 'promotion') = (promotion_id IS NOT NULL)"
                + " AND (occasion = 'promotion') = (episode_id IS NULL)"));
            entity.Property(alert => alert.Occasion).HasDefaultValue(AlertOccasions.Promotion);
            entity.HasIndex(alert => new { alert.UserId, alert.PromotionId, alert.Step }).IsUnique();
            entity.HasIndex(alert => new { alert.UserId, alert.Occasion, alert.EpisodeId, alert.Step }).IsUnique()
                .HasFilter("episode_id IS NOT NULL").HasDatabaseName("IX_Alerts_Occasion");
            entity.HasIndex(alert => alert.CreatedAt).HasFilter("mail_id IS NULL AND lapsed_at IS NULL").HasDatabaseName("IX_Alerts_Untold");
            entity.HasIndex(alert => alert.MailId);
            entity.HasIndex(alert => new { alert.UserId, alert.CreatedAt, alert.Id });
            entity.HasIndex(alert => alert.UserId).HasFilter("read_at IS NULL").HasDatabaseName("IX_Alerts_Unread");
            entity.HasOne<User>().WithMany().HasForeignKey(alert => alert.UserId);
            entity.HasOne<Promotion>().WithMany().HasForeignKey(alert => alert.PromotionId).OnDelete(DeleteBehavior.Cascade);
            entity.HasOne<Listing>().WithMany().HasForeignKey(alert => alert.ListingId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Why somebody is told.</summary>
public static class AlertOccasions
{
    /// <summary>A real promotion began, or fell further.</summary>
    public const string Promotion = "promotion";

    /// <summary>The person's price is reached.</summary>
    public const string Target = "target";

    /// <summary>Cheaper than ever.</summary>
    public const string Low = "low";

    /// <summary>To be had again.</summary>
    public const string Restock = "restock";

    /// <summary>The best price is another, up or down; or it sold out.</summary>
    public const string Change = "change";

    /// <summary>What was bought is cheaper within the days for sending it back.</summary>
    public const string BoughtDrop = "bought_drop";
}
