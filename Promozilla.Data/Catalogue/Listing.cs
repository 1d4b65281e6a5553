using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>One store's page for one thing, as last read well. A field that could not be read keeps its last good value.</summary>
public sealed class Listing
{
    public long Id { get; init; }
    public required string StoreKey { get; init; }
    public required string ItemId { get; init; }
    public required string Url { get; set; }
    public required string Title { get; set; }
    public required string DisplayTitle { get; set; }
    public required string TitleKey { get; set; }
    public required string Kind { get; set; }
    public required string Platform { get; set; }
    public string Edition { get; set; } = "";
    public required string Format { get; set; }
    public required string Condition { get; set; }
    public string? Gtin { get; set; }
    public string? Seller { get; set; }
    public string? ImageUrl { get; set; }

    /// <summary>The picture that is kept, its type and its widths in pixels; it came from <see cref="ImageSource"/>, and stays until a newer one is kept.</summary>
    public string? ImageHash { get; set; }
    public string? ImageType { get; set; }
    public int[]? ImageWidths { get; set; }
    public string? ImageSource { get; set; }

    /// <summary>The address that was refused last, how often in a row, and when it may be asked for again (UTC).</summary>
    public string? ImageRefused { get; set; }
    public int ImageRefusals { get; set; }
    public DateTimeOffset? ImageRetryAt { get; set; }
    public required string Availability { get; set; }
    public decimal? Price { get; set; }
    public string? Currency { get; set; }
    public decimal? ClaimedPrice { get; set; }
    public string? ClaimedKind { get; set; }
    public long? ProductId { get; set; }
    public Product? Product { get; set; }

    /// <summary>UTC. When the price in force was first seen.</summary>
    public DateTimeOffset? PriceSince { get; set; }
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Of the last reading applied in full: a reading with the same hash changes nothing but the sighting. Null while a reading is held.</summary>
    public long? ReadingHash { get; set; }

    /// <summary>Over everything that matching looks at: made by the database.</summary>
    public long IdentityHash { get; init; }

    /// <summary>The identity that was last matched; another one, or none, and the next closing run matches the listing.</summary>
    public long? MatchedIdentity { get; set; }

    /// <summary>No longer on the store's pages, by two good runs; set and cleared by the closing of a run.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Listing>
    {
        public void Configure(EntityTypeBuilder<Listing> entity)
        {
            entity.ToTable("Listings");
            entity.HasIndex(listing => new { listing.StoreKey, listing.ItemId }).IsUnique();
            entity.HasIndex(listing => listing.ProductId);
            entity.HasIndex(listing => listing.Gtin);
            entity.HasIndex(listing => listing.ItemId);
            entity.HasIndex(listing => new { listing.TitleKey, listing.Platform });
            entity.Property(listing => listing.IdentityHash).HasComputedColumnSql(
                "hashtextextended(title || E'\\x1f' || title_key || E'\\x1f' || kind || E'\\x1f' || platform || E'\\x1f' || edition || E'\\x1f' || format "
                + "|| E'\\x1f' || condition || E'\\x1f' || coalesce(gtin, ''), 0)",
                stored: true);
            entity.HasIndex(listing => listing.Id).HasFilter("matched_identity IS DISTINCT FROM identity_hash OR product_id IS NULL")
                .HasDatabaseName("IX_Listings_ToMatch");
            entity.HasOne<Store>().WithMany().HasForeignKey(listing => listing.StoreKey);
            entity.HasOne(listing => listing.Product).WithMany(product => product.Listings).HasForeignKey(listing => listing.ProductId)
                .OnDelete(DeleteBehavior.SetNull);
        }
    }
}

/// <summary>When a listing was last seen: a narrow row of its own, because it is rewritten every night and the wide one is not.</summary>
public sealed class ListingSighting
{
    public long ListingId { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
    public Guid RunId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ListingSighting>
    {
        public void Configure(EntityTypeBuilder<ListingSighting> entity)
        {
            entity.ToTable("ListingSightings").HasKey(row => row.ListingId);
            entity.HasOne<Listing>().WithOne().HasForeignKey<ListingSighting>(row => row.ListingId);
        }
    }
}
