namespace Promozilla.SampleStores.Shelves;

/// <summary>One of the four shops: its name, the shape its pages take, and how it prices.</summary>
/// <param name="Prefix">First part of its paths.</param>
/// <param name="Shape">File name of the store definition whose shape its pages have.</param>
/// <param name="Coverage">Per cent of the catalogue that it sells.</param>
/// <param name="UsedShare">Per cent of its games that it also sells second hand.</param>
public sealed record StoreProfile(
    string Prefix,
    string Name,
    string Shape,
    int Coverage,
    int UsedShare,
    decimal DeliveryFee,
    decimal? FreeFrom,
    decimal IslandsFee,
    string Accent)
{
    public static readonly StoreProfile Cogumelo = new("cogumelo", "Loja Cogumelo", "gaming-replay", 75, 22, 3.90m, 60m, 7.50m, "#c8102e");
    public static readonly StoreProfile Castelo = new("castelo", "Castelo dos Jogos", "press-start", 68, 18, 2.99m, 49m, 6.90m, "#5b3df5");
    public static readonly StoreProfile Ilha = new("ilha-pixel", "Ilha Pixel", "cstech", 62, 0, 4.50m, null, 9.90m, "#00897b");
    public static readonly StoreProfile Estrela = new("radio-estrela", "Rádio Estrela", "radio-popular", 60, 0, 0m, null, 4.99m, "#b45309");

    public static readonly IReadOnlyList<StoreProfile> All = [Cogumelo, Castelo, Ilha, Estrela];
}
