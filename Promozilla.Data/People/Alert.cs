using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Prices;

namespace Promozilla.Data.People;

/// <summary>One person to be told of one step of one promotion episode: the unique key is what makes "never twice" true.</summary>
public sealed class Alert
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public Guid PromotionId { get; init; }
    public int Step { get; init; }
    public long ProductId { get; init; }
    public decimal Price { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The digest that told it; null while it waits for one.</summary>
    public Guid? MailId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Alert>
    {
        public void Configure(EntityTypeBuilder<Alert> entity)
        {
            entity.ToTable("Alerts");
            entity.HasIndex(alert => new { alert.UserId, alert.PromotionId, alert.Step }).IsUnique();
            entity.HasIndex(alert => alert.CreatedAt).HasFilter("mail_id IS NULL").HasDatabaseName("IX_Alerts_Unmailed");
            entity.HasOne<User>().WithMany().HasForeignKey(alert => alert.UserId);
            entity.HasOne<Promotion>().WithMany().HasForeignKey(alert => alert.PromotionId);
        }
    }
}
