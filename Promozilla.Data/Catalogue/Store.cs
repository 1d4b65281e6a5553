using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

public sealed class Store
{
    public required string Key { get; init; }
    public required string Name { get; set; }
    /// <summary>Where it sells (<see cref="ServiceDefaults.Market.Key"/>); a store never changes it.</summary>
    public string Market { get; set; } = ServiceDefaults.Market.First;

    /// <summary>Its market's money (ISO 4217), hours and law, for SQL: the Worker writes them with the definition at every start.</summary>
    public string Currency { get; set; } = "EUR";
    public string TimeZone { get; set; } = "Europe/Lisbon";
    public bool IsJudged { get; set; } = true;

    /// <summary>The definition as the Scraper reads it, JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>A store that is not shows nowhere and tells nobody anything; its history stays.</summary>
    public bool Enabled { get; set; }
    public string? DisabledReason { get; set; }

    /// <summary>Demonstration data: the site says so.</summary>
    public bool Sample { get; set; }
    public DateTimeOffset? LastGoodRunAt { get; set; }

    /// <summary>While set, nobody is alerted by this store and its listings are not marked missing.</summary>
    public DateTimeOffset? SickSince { get; set; }
    public string? SickReason { get; set; }

    /// <summary>A word of <see cref="Scraping.Sicknesses"/>.</summary>
    public string? SickKind { get; set; }

    /// <summary>Since a person froze it, until a person lifts that: counts as sick for whatever is told or marked missing, its prices are shown.</summary>
    public DateTimeOffset? FrozenSince { get; set; }
    public string? FrozenReason { get; set; }

    /// <summary>On or off by a person's word, whatever the definition says; null: as the definition says.</summary>
    public bool? SwitchedTo { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Store>
    {
        public void Configure(EntityTypeBuilder<Store> entity)
        {
            entity.ToTable("Stores").HasKey(store => store.Key);
            entity.Property(store => store.Currency).HasDefaultValue("EUR");
            entity.Property(store => store.TimeZone).HasDefaultValue("Europe/Lisbon");
            entity.Property(store => store.IsJudged).HasDefaultValue(true).HasSentinel(true);
            entity.Property(store => store.Definition).HasColumnType("jsonb");
        }
    }
}
