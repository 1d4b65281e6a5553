using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.People;

public sealed class WishlistItem
{
    public Guid UserId { get; init; }
    public long ProductId { get; init; }
    public Product Product { get; init; } = null!;

    /// <summary>EUR. Null: any real promotion; else only at this price or under.</summary>
    public decimal? TargetPrice { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public decimal? PriceWhenAdded { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WishlistItem>
    {
        public void Configure(EntityTypeBuilder<WishlistItem> entity)
        {
            entity.ToTable("WishlistItems").HasKey(item => new { item.UserId, item.ProductId });
            entity.HasIndex(item => item.ProductId);
            entity.HasOne<User>().WithMany().HasForeignKey(item => item.UserId);
            entity.HasOne(item => item.Product).WithMany().HasForeignKey(item => item.ProductId);
        }
    }
}
