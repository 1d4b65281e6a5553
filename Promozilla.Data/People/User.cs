using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
            entity.ToTable("Users");
            entity.Property(user => user.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasIndex(user => user.UnsubscribeToken).IsUnique();
            entity.Property(user => user.WishRule).HasDefaultValue(WishRules.Promotion);
            entity.Property(user => user.LastSeenAt).HasDefaultValueSql("now()");
        }
    }
}
