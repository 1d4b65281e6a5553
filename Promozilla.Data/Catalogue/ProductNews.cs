using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>What lately happened to a product that its own columns don't tell: a closing run writes it. A product without news has no row.</summary>
public sealed class ProductNews
{
    public long ProductId { get; init; }

    /// <summary>When it was first seen, if that was lately and in a store that had been read for some time: new on the market, not only to us.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>The last promotion with a real saving that ended lately because its price rose: when, what it had cost (EUR), where.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public decimal? EndedPrice { get; set; }
    public string? EndedStoreKey { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductNews>
    {
        public void Configure(EntityTypeBuilder<ProductNews> entity)
        {
            entity.ToTable("ProductNews").HasKey(row => row.ProductId);
            entity.HasOne<Product>().WithOne().HasForeignKey<ProductNews>(row => row.ProductId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
