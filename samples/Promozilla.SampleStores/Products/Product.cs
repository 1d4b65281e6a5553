namespace Promozilla.SampleStores.Products;

/// <summary>What a maker sells, before any store puts it on a shelf. Prices in EUR with VAT.</summary>
/// <param name="Title">Name with neither platform nor edition.</param>
/// <param name="Edition">Null for the standard one.</param>
/// <param name="Drawing">What its picture shows: cover, console, joycon, ...</param>
public sealed record Product(
    string Key,
    string Gtin,
    string Title,
    string? Edition,
    string Kind,
    string Platform,
    string Format,
    string Maker,
    DateOnly Release,
    decimal BasePrice,
    string Drawing,
    bool InPortuguese,
    bool IsUpgradeEdition)
{
    public string FullTitle => Edition is null ? Title : $"{Title} {Edition}";
}
