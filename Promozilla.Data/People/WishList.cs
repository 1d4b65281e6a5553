using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>A list that a person named. Wishes in none are in the main list; those of a list that is deleted go there.</summary>
public sealed class WishList
{
    public const int LongestName = 60;

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WishList>
    {
        public void Configure(EntityTypeBuilder<WishList> entity)
        {
            entity.ToTable("WishLists");
            entity.Property(list => list.Name).HasMaxLength(LongestName);
            entity.HasIndex(list => new { list.UserId, list.Name }).IsUnique();
            entity.HasOne<User>().WithMany().HasForeignKey(list => list.UserId);
        }
    }
}

/// <summary>The link under which anybody who has it sees one list of a person. Taking it back is deleting the row.</summary>
public sealed class WishShare
{
    /// <summary>128 random bits, base64url: nobody guesses it, and its owner must be able to read it again.</summary>
    public required string Token { get; init; }
    public Guid UserId { get; init; }

    /// <summary>Null: the main list.</summary>
    public Guid? ListId { get; init; }

    /// <summary>What the guests are told whose list it is; null: nothing.</summary>
    public string? ShownName { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WishShare>
    {
        public void Configure(EntityTypeBuilder<WishShare> entity)
        {
            entity.ToTable("WishShares").HasKey(share => share.Token);
            entity.Property(share => share.Token).HasMaxLength(32);
            entity.Property(share => share.ShownName).HasMaxLength(WishList.LongestName);
            entity.HasIndex(share => new { share.UserId, share.ListId }).IsUnique().AreNullsDistinct(false);
            entity.HasOne<User>().WithMany().HasForeignKey(share => share.UserId);
            entity.HasOne<WishList>().WithMany().HasForeignKey(share => share.ListId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>
/// Somebody means to give this wish: one a wish, by its key. Of whom nothing is kept but the hash of what takes it back. It hangs on the wish
/// and not on the person, so that neither the list nor the copy of their data spoils the surprise.
/// </summary>
public sealed class WishReservation
{
    public Guid OwnerId { get; init; }
    public long ProductId { get; init; }

    /// <summary>Lower-case hex SHA-256 of the token in the guest's link and cookie.</summary>
    public required string UndoHash { get; init; }
    public DateTimeOffset ReservedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WishReservation>
    {
        public void Configure(EntityTypeBuilder<WishReservation> entity)
        {
            entity.ToTable("WishReservations").HasKey(row => new { row.OwnerId, row.ProductId });
            entity.Property(row => row.UndoHash).HasMaxLength(64);
            entity.HasIndex(row => row.UndoHash).IsUnique();
            entity.HasOne<WishlistItem>().WithOne().HasForeignKey<WishReservation>(row => new { row.OwnerId, row.ProductId });
        }
    }
}
