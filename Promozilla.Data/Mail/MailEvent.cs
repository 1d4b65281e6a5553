using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Mail;

/// <summary>What the mail provider told of a mail, once: it tells some things twice, and late. Kept a month, longer than a message of the provider is believed.</summary>
public sealed class MailEvent
{
    /// <summary>The provider's name for it.</summary>
    public required string Id { get; init; }

    /// <summary>bounce, dropped, delivered...</summary>
    public required string Kind { get; init; }

    /// <summary>The hash of an address that could not take a mail for now; null for all else.</summary>
    public string? SoftBounceOf { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MailEvent>
    {
        public void Configure(EntityTypeBuilder<MailEvent> entity)
        {
            entity.ToTable("MailEvents");
            entity.HasIndex(row => row.ReceivedAt);
            entity.HasIndex(row => row.SoftBounceOf).HasFilter("soft_bounce_of IS NOT NULL");
        }
    }
}
