using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>What a store asks for delivery from a day on, EUR, until its next rule. What is not known is null and stays unknown.</summary>
public sealed class DeliveryRule
{
    public required string StoreKey { get; init; }

    /// <summary>A day in the store's market.</summary>
    public DateOnly Since { get; init; }
    public decimal? MainlandFee { get; init; }

    /// <summary>Mainland only: from this price of one article on, delivery costs nothing.</summary>
    public decimal? FreeFrom { get; init; }
    public decimal? AzoresFee { get; init; }
    public decimal? MadeiraFee { get; init; }

    /// <summary>Fetching it oneself.</summary>
    public decimal? PickupFee { get; init; }

    /// <summary>A person's word: while it is in force the definition's doesn't count.</summary>
    public bool ByPerson { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryRule>
    {
        public void Configure(EntityTypeBuilder<DeliveryRule> entity)
        {
            entity.ToTable("DeliveryRules").HasKey(row => new { row.StoreKey, row.Since });
            entity.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreKey);
        }
    }
}

/// <summary>Where a shopper has things sent.</summary>
public static class Regions
{
    public const string Mainland = "mainland";
    public const string Azores = "azores";
    public const string Madeira = "madeira";
    public const string Pickup = "pickup";

    public static readonly IReadOnlyList<string> All = [Mainland, Azores, Madeira, Pickup];
}
