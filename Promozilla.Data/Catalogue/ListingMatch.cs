using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>Why a listing belongs to its product, or to none: what the last matching that looked at it found.</summary>
public sealed class ListingMatch
{
    public long ListingId { get; init; }

    /// <summary>A word of <see cref="MatchReasons"/>.</summary>
    public required string Reason { get; set; }
    public long? ProductId { get; set; }

    /// <summary>The listing that it was found to be the same as, or to contradict.</summary>
    public long? OtherListingId { get; set; }
    public DateTimeOffset DecidedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ListingMatch>
    {
        public void Configure(EntityTypeBuilder<ListingMatch> entity)
        {
            entity.ToTable("ListingMatches").HasKey(row => row.ListingId);
            entity.HasIndex(row => row.Reason);
            entity.HasOne<Listing>().WithOne().HasForeignKey<ListingMatch>(row => row.ListingId);
        }
    }
}

public static class MatchReasons
{
    /// <summary>
    /// Joined: a person said so; the same trade number; the same name; the one name that begins like what is left of its own, at the same price;
    /// nothing contradicts where it was; it is the first of its product.
    /// </summary>
    public const string Person = "person";
    public const string Gtin = "gtin";
    public const string Title = "title";
    public const string CutTitle = "cut_title";
    public const string Kept = "kept";
    public const string First = "first";

    /// <summary>Not joined: no thing of ours.</summary>
    public const string NotOurs = "not_ours";

    /// <summary>Not joined: two products go by its name.</summary>
    public const string SeveralCandidates = "several_candidates";

    /// <summary>Not joined: its trade number is a product's of another name, number, platform, kind or format.</summary>
    public const string GtinDisagrees = "gtin_disagrees";

    /// <summary>Not joined: its store cuts titles, what is left says too little, and no trade number helps.</summary>
    public const string TitleCut = "title_cut";

    /// <summary>Not joined: nothing is left of its title.</summary>
    public const string NoTitle = "no_title";
}
