using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Operators;

/// <summary>What an operator changed: written in the transaction that changed it, never altered. It outlives the operator's account, as a bare number.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account's id, without a foreign key; null: the command line.</summary>
    public Guid? Operator { get; init; }

    /// <summary>area.verb, such as store.freeze.</summary>
    public required string Action { get; init; }

    /// <summary>What was acted on, such as stores/press-start or products/1234.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON object, mostly of what stood before and what stands now; nothing personal.</summary>
    public string? Details { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entity)
        {
            entity.ToTable("AuditEntries");
            entity.Property(entry => entry.Details).HasColumnType("jsonb");
            entity.HasIndex(entry => entry.At);
            entity.HasIndex(entry => new { entry.Subject, entry.Id });
        }
    }
}
