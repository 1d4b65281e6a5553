using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Operators;

/// <summary>Something that operators can turn off for a while. Without a row it is on.</summary>
public sealed class Switch
{
    /// <summary>A word of <see cref="Switches"/>.</summary>
    public required string Name { get; init; }
    public bool IsOn { get; set; }
    public Guid? ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Switch>
    {
        public void Configure(EntityTypeBuilder<Switch> entity) => entity.ToTable("Switches").HasKey(row => row.Name);
    }
}

public static class Switches
{
    /// <summary>New accounts.</summary>
    public const string Registration = "registration";

    /// <summary>Alerts by mail and push; off, they wait.</summary>
    public const string Alerts = "alerts";

    /// <summary>Notifications to browsers.</summary>
    public const string Push = "push";

    /// <summary>The JSON API.</summary>
    public const string Api = "api";
    public static IReadOnlyList<string> All { get; } = [Registration, Alerts, Push, Api];
}
