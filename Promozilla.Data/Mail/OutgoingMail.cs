using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Mail;

/// <summary>The outbox: a mail is a row written in the transaction that decided it; the Worker's mail loop sends it, never twice.</summary>
public sealed class OutgoingMail
{
    public Guid Id { get; init; }
    public Guid? UserId { get; init; }

    /// <summary>confirm, reset, digest...</summary>
    public required string Kind { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string TextBody { get; init; }
    public required string HtmlBody { get; init; }

    /// <summary>The one-click address for List-Unsubscribe; null for mails that can't be unsubscribed.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>What must not be sent twice, such as digest:USER:RUN.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>A word of <see cref="MailStatus"/>.</summary>
    public string Status { get; set; } = MailStatus.Pending;
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> entity)
        {
            entity.ToTable("OutgoingMails");
            entity.HasIndex(mail => mail.DedupeKey).IsUnique();
            entity.HasIndex(mail => mail.NextAttemptAt).HasFilter("status IN ('pending', 'sending')");
        }
    }
}

public static class MailStatus
{
    public const string Pending = "pending";
    public const string Sending = "sending";
    public const string Sent = "sent";

    /// <summary>The server refused it for good, or the tries are used up.</summary>
    public const string Failed = "failed";

    /// <summary>Cut off after the text was handed over: it may have arrived, so it is not sent again.</summary>
    public const string Unknown = "unknown";

    /// <summary>Never sent: nothing goes to its address any more, or, when its turn came, it was not wanted or not so any more. The error says which.</summary>
    public const string Suppressed = "suppressed";
}

/// <summary>An address that mail must not go to (bounce, complaint, wish of the owner), by hash.</summary>
public sealed class Suppression
{
    /// <summary>Lower-case hex SHA-256 of the normalised address.</summary>
    public required string AddressHash { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Suppression>
    {
        public void Configure(EntityTypeBuilder<Suppression> entity) => entity.ToTable("Suppressions").HasKey(row => row.AddressHash);
    }
}
