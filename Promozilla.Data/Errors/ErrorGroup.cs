using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Errors;

/// <summary>Unhandled exceptions of one service, of one type and from one place. What it says was scrubbed before it came here.</summary>
public sealed class ErrorGroup
{
    public long Id { get; init; }
    public required string Fingerprint { get; init; }

    /// <summary>web, worker or scraper.</summary>
    public required string Service { get; init; }
    public required string Type { get; init; }
    public required string Place { get; init; }

    /// <summary>Of the newest batch.</summary>
    public required string Message { get; set; }
    public required string Stack { get; set; }
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }
    public long Count { get; set; }
    public required string FirstRelease { get; set; }
    public required string LastRelease { get; set; }
    public string? LastTraceId { get; set; }

    /// <summary>A word of <see cref="ErrorState"/>.</summary>
    public string State { get; set; } = ErrorState.Open;
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>How often it came back after it was resolved.</summary>
    public int Returns { get; set; }

    /// <summary>When the operator was last told; null: they have yet to be told, of a new one or one that came back.</summary>
    public DateTimeOffset? MailedAt { get; set; }

    /// <summary>The count up to which nobody need be told any more.</summary>
    public long MailedCount { get; set; }

    /// <summary>How often they were told: with the fingerprint what no second mail may have.</summary>
    public int Mails { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ErrorGroup>
    {
        public void Configure(EntityTypeBuilder<ErrorGroup> entity)
        {
            entity.ToTable("ErrorGroups");
            entity.HasIndex(group => group.Fingerprint).IsUnique();
            entity.HasIndex(group => group.LastSeenAt);
        }
    }
}

public static class ErrorState
{
    public const string Open = "open";

    /// <summary>Counted on, and nobody is told.</summary>
    public const string Muted = "muted";

    /// <summary>Believed mended: one that happens after that opens it again.</summary>
    public const string Resolved = "resolved";
}
