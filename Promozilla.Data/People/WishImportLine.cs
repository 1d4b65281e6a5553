using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>A line of an imported list that fits no product, or several: it waits for the person to choose, not for ever. The next import replaces what waits.</summary>
public sealed class WishImportLine
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public int Position { get; init; }
    public required string Title { get; init; }

    /// <summary>What else the file said of it (rule, target, note...): JSON, as the site's own format has it.</summary>
    public required string Wish { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WishImportLine>
    {
        public void Configure(EntityTypeBuilder<WishImportLine> entity)
        {
            entity.ToTable("WishImportLines");
            entity.Property(line => line.Wish).HasColumnType("jsonb");
            entity.HasIndex(line => new { line.UserId, line.Position }).IsUnique();
            entity.HasOne<User>().WithMany().HasForeignKey(line => line.UserId);
        }
    }
}
