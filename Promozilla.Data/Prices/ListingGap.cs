using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>
/// A time in which nobody saw a listing: what it cost then is not known. A listing that is read every night has none; one night missed is none
/// either. Written by the database when a listing is seen again after more than three days, and by a closing run for one that is not.
/// </summary>
public sealed class ListingGap
{
    public long ListingId { get; init; }

    /// <summary>UTC. When it was last seen before.</summary>
    public DateTimeOffset FromAt { get; init; }

    /// <summary>When it was seen again; null while it is not.</summary>
    public DateTimeOffset? ToAt { get; set; }

    /// <summary>The listing sold another thing until then: nothing that was seen before counts for what it sells now.</summary>
    public bool IsOther { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ListingGap>
    {
        public void Configure(EntityTypeBuilder<ListingGap> entity)
        {
            entity.ToTable("ListingGaps").HasKey(row => new { row.ListingId, row.FromAt });
            entity.HasOne<Listing>().WithMany().HasForeignKey(row => row.ListingId);
        }
    }
}

/// <summary>A listing whose prices changed since its product's history was last reckoned: written by the database with whatever changes them.</summary>
public sealed class PriceChange
{
    public long Id { get; init; }
    public long ListingId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PriceChange>
    {
        public void Configure(EntityTypeBuilder<PriceChange> entity) => entity.ToTable("PriceChanges");
    }
}
