using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>A pair that rules can't decide: the listing may be this product. A person answers with a <see cref="MatchDecision"/>.</summary>
public sealed class MatchCandidate
{
    public long ListingId { get; init; }
    public long ProductId { get; init; }

    /// <summary>A word of <see cref="CandidateReasons"/>.</summary>
    public required string Reason { get; set; }
    public DateTimeOffset FoundAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MatchCandidate>
    {
        public void Configure(EntityTypeBuilder<MatchCandidate> entity)
        {
            entity.ToTable("MatchCandidates").HasKey(row => new { row.ListingId, row.ProductId });
            entity.HasIndex(row => row.ProductId);
            entity.HasIndex(row => row.FoundAt);
            entity.HasOne<Listing>().WithMany().HasForeignKey(row => row.ListingId);
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}

public static class CandidateReasons
{
    /// <summary>One of several products with the listing's name.</summary>
    public const string SameTitle = "same_title";

    /// <summary>The trade number agrees and the rest does not.</summary>
    public const string SameGtin = "same_gtin";

    /// <summary>The product's name begins with what is left of the listing's.</summary>
    public const string CutTitle = "cut_title";

    /// <summary>Almost the same name, the same numbers.</summary>
    public const string NearTitle = "near_title";
}
