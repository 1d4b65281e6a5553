using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

public sealed class User : IdentityUser<Guid>
{
    /// <summary>pt-PT or en: the language of mails.</summary>
    public string Language { get; set; } = "pt-PT";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Opaque, in the one-click unsubscribe link; says nothing of the person.</summary>
    public Guid UnsubscribeToken { get; init; } = Guid.NewGuid();
    public bool AlertsOff { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> entity)
        {
            entity.ToTable("Users");
            entity.HasIndex(user => user.UnsubscribeToken).IsUnique();
        }
    }
}
