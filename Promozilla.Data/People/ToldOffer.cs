using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.People;

/// <summary>
/// How a listing stood when wishes were last matched against it. While its store is sick or its price in doubt the row stays as it is: what
/// differs then is news as soon as it can be told.
/// </summary>
public sealed class ToldOffer
{
    public long ListingId { get; init; }
    public long ProductId { get; set; }

    /// <summary>One way down: another one begins when the price rises or the thing comes back to the shelf.</summary>
    public Guid EpisodeId { get; set; }

    /// <summary>From 1; counts the falls of max(1 €, 3 %) inside the episode.</summary>
    public int Step { get; set; }
    public decimal StepPrice { get; set; }

    /// <summary>EUR.</summary>
    public decimal Price { get; set; }
    public bool CanBuy { get; set; }

    /// <summary>UTC. When it last became another, as a closing run saw it.</summary>
    public DateTimeOffset NewsAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ToldOffer>
    {
        public void Configure(EntityTypeBuilder<ToldOffer> entity)
        {
            entity.ToTable("ToldOffers").HasKey(row => row.ListingId);
            entity.Property(row => row.ListingId).ValueGeneratedNever();
            entity.HasIndex(row => row.ProductId);
            entity.HasOne<Listing>().WithOne().HasForeignKey<ToldOffer>(row => row.ListingId);
        }
    }
}
