using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>
/// What a person said of a match: written once, stronger than every rule for ever; only a later word of a person takes its place. A listing is named by its store and the
/// store's id, so that the word also holds for a listing that is read in anew. The next closing run carries it out.
/// </summary>
public sealed class MatchDecision
{
    public long Id { get; init; }

    /// <summary>A word of <see cref="MatchVerbs"/>.</summary>
    public required string Verb { get; init; }
    public string? StoreKey { get; init; }
    public string? ItemId { get; init; }

    /// <summary>join, never, split: the product meant. merge: the one that stays. A merge of this product into another moves the word with it.</summary>
    public long ProductId { get; set; }

    /// <summary>merge: the one that goes; it is only an address afterwards.</summary>
    public long? OtherProductId { get; init; }
    public required string DecidedBy { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
    public DateTimeOffset? CarriedOutAt { get; set; }

    /// <summary>When a later word of a person took its place.</summary>
    public DateTimeOffset? SupersededAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MatchDecision>
    {
        public void Configure(EntityTypeBuilder<MatchDecision> entity)
        {
            entity.ToTable("MatchDecisions");
            entity.HasIndex(row => new { row.StoreKey, row.ItemId });
            entity.HasIndex(row => row.ProductId);
            entity.HasIndex(row => row.Id).HasFilter("carried_out_at IS NULL").HasDatabaseName("IX_MatchDecisions_Open");
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}

public static class MatchVerbs
{
    /// <summary>The listing is this product.</summary>
    public const string Join = "join";

    /// <summary>The listing is not this product.</summary>
    public const string Never = "never";

    /// <summary>The listing leaves this product and becomes one of its own.</summary>
    public const string Split = "split";

    /// <summary>Two products are one.</summary>
    public const string Merge = "merge";
}
