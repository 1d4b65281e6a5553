using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>What a person agreed to or withdrew, to which text and where. Only ever appended to; gone with the account.</summary>
public sealed class Consent
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    /// <summary>A word of <see cref="Consents"/>.</summary>
    public required string Kind { get; init; }
    public bool Given { get; init; }

    /// <summary>Which edition of the text was shown.</summary>
    public required string TextVersion { get; init; }

    /// <summary>Where it was said: register, external, account, wishlist, one_click, provider.</summary>
    public required string Source { get; init; }
    public DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Consent>
    {
        public void Configure(EntityTypeBuilder<Consent> entity)
        {
            entity.ToTable("Consents");
            entity.HasIndex(consent => new { consent.UserId, consent.At });
            entity.HasOne<User>().WithMany().HasForeignKey(consent => consent.UserId);
        }
    }
}

public static class Consents
{
    /// <summary>Having an account, as the privacy page describes it.</summary>
    public const string Account = "account";

    /// <summary>Mails about prices.</summary>
    public const string Alerts = "alerts";

    /// <summary>Notifications in one browser.</summary>
    public const string Push = "push";

    /// <summary>The edition of the privacy page and of the words beside the buttons. Raise it when they change in meaning.</summary>
    public const string TextVersion = "2026-11-21";
}
