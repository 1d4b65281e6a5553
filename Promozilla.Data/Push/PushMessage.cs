using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Push;

/// <summary>
/// A notification for one browser, written in the transaction that decided it. It may be sent twice after a crash: its tag makes the browser show
/// it once.
/// </summary>
public sealed class PushMessage
{
    public Guid Id { get; init; }
    public Guid SubscriptionId { get; init; }

    /// <summary>The digest of which this is the short form; null: a trial that the person asked for.</summary>
    public Guid? MailId { get; init; }

    /// <summary>JSON: title, body, url, tag.</summary>
    public required string Payload { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>From then on it is old news.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PushMessage>
    {
        public void Configure(EntityTypeBuilder<PushMessage> entity)
        {
            entity.ToTable("PushMessages");
            entity.HasIndex(row => new { row.SubscriptionId, row.MailId }).IsUnique();
            entity.HasIndex(row => row.MailId);
            entity.HasIndex(row => row.NextAttemptAt).HasFilter("sent_at IS NULL").HasDatabaseName("IX_PushMessages_Due");
            entity.HasOne<PushSubscription>().WithMany().HasForeignKey(row => row.SubscriptionId);
        }
    }
}
