using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.People;

/// <summary>Wrong passwords for an address, whether or not it has an account: a lock that only accounts had would tell which exist.</summary>
public sealed class SignInFailure
{
    /// <summary>Lower-case hex SHA-256 of the normalised address.</summary>
    public required string AddressHash { get; init; }
    public int Count { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SignInFailure>
    {
        public void Configure(EntityTypeBuilder<SignInFailure> entity) => entity.ToTable("SignInFailures").HasKey(row => row.AddressHash);
    }
}
