using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Scraping;

/// <summary>A time during which a store could not be believed, from its first bad run to its next good one. The operator is told once of each.</summary>
public sealed class StoreSickness
{
    public Guid Id { get; init; }
    public required string StoreKey { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? Until { get; set; }

    /// <summary>A word of <see cref="Sicknesses"/>, and in plain words, as they are now.</summary>
    public required string Kind { get; set; }
    public required string Reason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoreSickness>
    {
        public void Configure(EntityTypeBuilder<StoreSickness> entity)
        {
            entity.ToTable("StoreSicknesses");
            entity.HasIndex(row => row.StoreKey).IsUnique().HasFilter("until IS NULL").HasDatabaseName("IX_StoreSicknesses_Open");
            entity.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreKey);
        }
    }
}

/// <summary>Why a store's run is not believed: what was read is doubtful, or only not all.</summary>
public static class Sicknesses
{
    /// <summary>A category was not read to its end; what was read of the others is as good as ever.</summary>
    public const string Unread = "unread";

    /// <summary>Far fewer items than usual, though every category was read.</summary>
    public const string FewItems = "few_items";

    /// <summary>A field is missing on many more items than usual.</summary>
    public const string Fill = "fill";

    /// <summary>Too many prices moved in one night.</summary>
    public const string Moved = "moved";

    /// <summary>A page whose product is known was read wrong.</summary>
    public const string Canary = "canary";

    /// <summary>No fault of the store's: somebody called the run off. It says nothing of the store, and is no good run either.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>No good run for too long.</summary>
    public const string Stale = "stale";
}
