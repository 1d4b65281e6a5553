using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Errors;

/// <summary>One error of a group, among its newest: when, in which trace, of which release.</summary>
public sealed class ErrorOccurrence
{
    /// <summary>As many are kept of a group.</summary>
    public const int Most = 20;

    public long Id { get; init; }
    public long GroupId { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public string? TraceId { get; init; }
    public required string Release { get; init; }

    /// <summary>What was being done, as the trace calls it.</summary>
    public string? Doing { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ErrorOccurrence>
    {
        public void Configure(EntityTypeBuilder<ErrorOccurrence> entity)
        {
            entity.ToTable("ErrorOccurrences");
            entity.HasIndex(row => new { row.GroupId, row.SeenAt });
            entity.HasOne<ErrorGroup>().WithMany().HasForeignKey(row => row.GroupId);
        }
    }
}
