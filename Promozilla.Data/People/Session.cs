using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>One browser that is signed in. The cookie carries the id; a row that is gone ends the session at the next request.</summary>
public sealed class Session
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC, within five minutes.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When the person last proved who they are; equal to <see cref="CreatedAt"/> until asked again.</summary>
    public DateTimeOffset VerifiedAt { get; set; }

    /// <summary>Browser and system in words, such as Firefox · Android; never the whole user agent.</summary>
    public required string Device { get; init; }

    /// <summary>phone, tablet or computer.</summary>
    public required string DeviceKind { get; init; }

    /// <summary>The network's part of the address, such as 85.241.0.0/16: enough to recognise, too little to find anybody.</summary>
    public string? Network { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> entity)
        {
            entity.ToTable("Sessions");
            entity.HasIndex(session => session.UserId);
            entity.HasIndex(session => session.ExpiresAt);
            entity.HasOne<User>().WithMany().HasForeignKey(session => session.UserId);
        }
    }
}
