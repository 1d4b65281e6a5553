using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>ASP.NET Core's key ring, shared by all replicas of the site so that cookies and links outlive one.</summary>
public sealed class DataProtectionKey
{
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DataProtectionKey>
    {
        public void Configure(EntityTypeBuilder<DataProtectionKey> entity) => entity.ToTable("DataProtectionKeys").HasKey(key => key.FriendlyName);
    }
}
