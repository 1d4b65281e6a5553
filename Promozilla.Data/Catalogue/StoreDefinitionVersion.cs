using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>A store's definition as it was shipped or as a person wrote it. What is published also stands in <see cref="Store.Definition"/>, which the runs read.</summary>
public sealed class StoreDefinitionVersion
{
    public required string StoreKey { get; init; }

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    /// <summary>JSON, as its author laid it out.</summary>
    public required string Json { get; set; }

    /// <summary>What it changes, in its author's words.</summary>
    public string? Note { get; set; }

    /// <summary>Whose; null: it came with the program.</summary>
    public Guid? Author { get; init; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>A word of <see cref="DefinitionStatus"/>.</summary>
    public required string Status { get; set; }

    /// <summary>The <see cref="HashOf"/> of what the lab last replayed, when that was, and how many pages that read well turned bad.</summary>
    public string? TriedHash { get; set; }
    public DateTimeOffset? TriedAt { get; set; }
    public int BrokenPages { get; set; }

    /// <summary>Tells whether two texts are the same.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    internal sealed class Configuration : IEntityTypeConfiguration<StoreDefinitionVersion>
    {
        public void Configure(EntityTypeBuilder<StoreDefinitionVersion> entity)
        {
            entity.ToTable("StoreDefinitions", table => table.HasCheckConstraint("ck_store_definitions_status", "status IN ('draft', 'published', 'retired')"))
                .HasKey(version => new { version.StoreKey, version.Version });
            entity.HasIndex(version => version.StoreKey).IsUnique().HasFilter("status = 'published'").HasDatabaseName("IX_StoreDefinitions_Published");
            // Two indices on the same column alone would be one to EF.
            entity.HasIndex(version => new { version.StoreKey, version.Status }).IsUnique().HasFilter("status = 'draft' AND author IS NOT NULL").HasDatabaseName("IX_StoreDefinitions_Draft");
            entity.HasOne<Store>().WithMany().HasForeignKey(version => version.StoreKey);
        }
    }
}

public static class DefinitionStatus
{
    /// <summary>Never in force yet: what somebody is writing, or what came with the program while a person's version is in force.</summary>
    public const string Draft = "draft";

    /// <summary>In force: one a store.</summary>
    public const string Published = "published";

    /// <summary>Was in force.</summary>
    public const string Retired = "retired";
}
