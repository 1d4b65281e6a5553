using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Prices;

namespace Promozilla.Data.People;

public sealed class User : IdentityUser<Guid>
{
    /// <summary>pt-PT or en: the language of mails.</summary>
    public string Language { get; set; } = "pt-PT";

    /// <summary>The market in whose site the account was opened: mails that are about no product come from there.</summary>
    public string Market { get; init; } = ServiceDefaults.Market.First;
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Opaque, in the one-click unsubscribe link; says nothing of the person.</summary>
    public Guid UnsubscribeToken { get; init; } = Guid.NewGuid();
    public bool AlertsOff { get; set; }

    /// <summary>A word of <see cref="DigestRhythms"/>.</summary>
    public string DigestRhythm { get; set; } = DigestRhythms.Nightly;

    /// <summary>The day of a weekly digest, from 1 (Monday) to 7 (ISO 8601).</summary>
    public int DigestDay { get; set; } = 6;

    /// <summary>What the person marked as a must-have waits for no digest.</summary>
    public bool MustHavesAtOnce { get; set; } = true;

    /// <summary>Nothing is told between the two, by the clock of <see cref="TimeZone"/>; it waits. Both null: at any hour.</summary>
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietUntil { get; set; }

    /// <summary>A name of the IANA time zone database.</summary>
    public string TimeZone { get; set; } = "Europe/Lisbon";

    /// <summary>Where things are sent, for the totals in mails: a word of <see cref="Regions"/>; null: never said, the mainland. Of other markets than the first nothing is known of regions.</summary>
    public string? Region { get; set; }

    /// <summary>The rule of wishes that have none of their own: a word of <see cref="WishRules"/>, never target.</summary>
    public string WishRule { get; set; } = WishRules.Promotion;

    /// <summary>UTC, within the hour: whoever stays away for very long is warned, then forgotten.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? IdleWarnedAt { get; set; }

    /// <summary>The 30-second step of the last code taken from the person's authenticator: a code serves once (RFC 6238, section 5.2).</summary>
    public long? LastCodeStep { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> entity)
        {
            entity.ToTable("Users", table =>
            {
                table.HasCheckConstraint("ck_users_digest", "digest_rhythm IN ('nightly', 'weekly') AND digest_day BETWEEN 1 AND 7");
                table.HasCheckConstraint("ck_users_region", $"region IN ('{Regions.Mainland}', '{Regions.Azores}', '{Regions.Madeira}')");
                table.HasCheckConstraint("ck_users_quiet", "(quiet_from IS NULL) = (quiet_until IS NULL) AND (quiet_from IS NULL OR quiet_from <> quiet_until)");
            });
            entity.Property(user => user.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.Property(user => user.DigestRhythm).HasDefaultValue(DigestRhythms.Nightly);
            entity.Property(user => user.DigestDay).HasDefaultValue(6);
            entity.Property(user => user.MustHavesAtOnce).HasDefaultValue(true);
            entity.Property(user => user.TimeZone).HasDefaultValue("Europe/Lisbon");
            entity.HasIndex(user => user.UnsubscribeToken).IsUnique();
            entity.Property(user => user.WishRule).HasDefaultValue(WishRules.Promotion);
            entity.Property(user => user.LastSeenAt).HasDefaultValueSql("now()");
        }
    }
}

/// <summary>When what is not urgent is told.</summary>
public static class DigestRhythms
{
    public const string Nightly = "nightly";
    public const string Weekly = "weekly";
}
