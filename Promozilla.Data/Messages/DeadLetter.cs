using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Messages;

/// <summary>A message that could not be handled, taken from the broker so that operators can read it, put it back on its queue or drop it.</summary>
public sealed class DeadLetter
{
    /// <summary>Of the queue, the message's id and its body: the same message that comes twice is one row.</summary>
    public Guid Id { get; init; }

    /// <summary>Where it was to be handled, without .dead.</summary>
    public required string Queue { get; init; }
    public string? MessageId { get; init; }
    public string? Type { get; init; }

    /// <summary>JSON object: what stood around it on the wire.</summary>
    public required string Headers { get; set; }

    /// <summary>Why its last handling failed.</summary>
    public string? Reason { get; set; }
    public required byte[] Body { get; init; }
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When it was last found dead, and how often: one that was put back may die again.</summary>
    public DateTimeOffset LastAt { get; set; }
    public int Deaths { get; set; }

    /// <summary>When and how it was settled: a word of <see cref="DeadLetterEnds"/>.</summary>
    public DateTimeOffset? SettledAt { get; set; }
    public string? SettledAs { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeadLetter>
    {
        public void Configure(EntityTypeBuilder<DeadLetter> entity)
        {
            entity.ToTable("DeadLetters", table => table.HasCheckConstraint("ck_dead_letters_settled", "(settled_at IS NULL) = (settled_as IS NULL) AND coalesce(settled_as, 'dropped') IN ('replayed', 'dropped')"));
            entity.Property(letter => letter.Headers).HasColumnType("jsonb");
            entity.HasIndex(letter => letter.LastAt).HasFilter("settled_at IS NULL").HasDatabaseName("IX_DeadLetters_Open");
            entity.HasIndex(letter => letter.SettledAt);
        }
    }
}

public static class DeadLetterEnds
{
    public const string Replayed = "replayed";
    public const string Dropped = "dropped";
}
