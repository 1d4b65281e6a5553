using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.People;

namespace Promozilla.Data.Push;

/// <summary>
/// A browser that wants notifications (W3C Push API). It hangs on the session: whoever signs out there, or ends that session from afar, is not
/// notified there any more.
/// </summary>
public sealed class PushSubscription
{
    public const int LongestEndpoint = 1024;
    public const int MostPerPerson = 20;

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public Guid SessionId { get; init; }

    /// <summary>The market in whose site it was asked for: only what is told of that one comes here.</summary>
    public string Market { get; init; } = ServiceDefaults.Market.First;

    /// <summary>The browser's push service, with what makes it this browser: a secret of the two of us.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key (P-256, uncompressed) and its secret of 16 bytes: what is sent can be read by it alone (RFC 8291).</summary>
    public required byte[] PublicKey { get; init; }
    public required byte[] Secret { get; init; }
    public required string Device { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSentAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PushSubscription>
    {
        public void Configure(EntityTypeBuilder<PushSubscription> entity)
        {
            entity.ToTable("PushSubscriptions");
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.Property(row => row.Endpoint).HasMaxLength(LongestEndpoint);
            entity.HasIndex(row => row.Endpoint).IsUnique();
            entity.HasIndex(row => row.UserId);
            entity.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
            entity.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId);
        }
    }
}
