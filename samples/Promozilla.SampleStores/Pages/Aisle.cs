using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>A category page. <paramref name="Path"/> is what follows the store's prefix, or the slug that its JSON asks for.</summary>
/// <param name="Kind">Of all that it holds.</param>
/// <param name="Platform">Of all that it holds; null where both are mixed.</param>
/// <param name="Only">What else must be true of it.</param>
public sealed record Aisle(string Path, string Name, string Kind, string? Platform, Func<Listing, bool>? Only = null)
{
    private const string Switch = ServiceDefaults.Platform.Switch;
    private const string Switch2 = ServiceDefaults.Platform.Switch2;

    public static readonly IReadOnlyList<Aisle> Cogumelo =
    [
        new("/pt/230-jogos-nintendo-switch", "Jogos Nintendo Switch", ProductKind.Game, Switch, l => !l.IsUsed),
        new("/pt/3175-jogos-nintendo-switch-2", "Jogos Nintendo Switch 2", ProductKind.Game, Switch2, l => !l.IsUsed),
        new("/pt/1542-seminovos-switch", "Seminovos Switch", ProductKind.Game, Switch, l => l.IsUsed),
        new("/pt/3178-seminovos-nintendo-switch-2", "Seminovos Nintendo Switch 2", ProductKind.Game, Switch2, l => l.IsUsed),
        new("/pt/229-consolas-nintendo-switch", "Consolas Nintendo Switch", ProductKind.Console, Switch),
        new("/pt/3161-consolas-nintendo-switch-2", "Consolas Nintendo Switch 2", ProductKind.Console, Switch2),
        new("/pt/231-acessorios-nintendo-switch", "Acessórios Nintendo Switch", ProductKind.Accessory, Switch),
        new("/pt/3162-acessorios-nintendo-switch-2", "Acessórios Nintendo Switch 2", ProductKind.Accessory, Switch2),
    ];

    public static readonly IReadOnlyList<Aisle> Castelo =
    [
        new("/pt/jogos-nintendo-switch", "Jogos Nintendo Switch", ProductKind.Game, Switch),
        new("/pt/jogos-switch-2", "Jogos Switch 2", ProductKind.Game, Switch2),
        new("/pt/consolas-nintendo-switch", "Consolas Nintendo Switch", ProductKind.Console, Switch),
        new("/pt/consolas-switch-2", "Consolas Switch 2", ProductKind.Console, Switch2),
        new("/pt/acessorios-nintendo-switch", "Acessórios Nintendo Switch", ProductKind.Accessory, Switch),
        new("/pt/acessorios-switch-2", "Acessórios Switch 2", ProductKind.Accessory, Switch2),
    ];

    public static readonly IReadOnlyList<Aisle> Ilha =
    [
        new("videojogos", "Videojogos", ProductKind.Game, null),
        new("consolas", "Consolas", ProductKind.Console, null),
        new("acessorios-nintendo", "Acessórios Nintendo", ProductKind.Accessory, null),
    ];

    public static readonly IReadOnlyList<Aisle> Estrela =
    [
        new("jogos-nintendo-switch", "Jogos Nintendo Switch", ProductKind.Game, Switch, l => !IsOnSecondShelf(l)),
        new("jogos-nintendo-switch-1", "Mais Jogos Nintendo Switch", ProductKind.Game, Switch, IsOnSecondShelf),
        new("jogos-nintendo-switch-2", "Jogos Nintendo Switch 2", ProductKind.Game, Switch2, l => !IsOnSecondShelf(l)),
        new("jogos-nintendo-switch-2-1", "Mais Jogos Nintendo Switch 2", ProductKind.Game, Switch2, IsOnSecondShelf),
        new("consolas-nintendo-switch", "Consolas Nintendo Switch", ProductKind.Console, Switch),
        new("consolas-nintendo-switch-2", "Consolas Nintendo Switch 2", ProductKind.Console, Switch2),
        new("acessorios-nintendo-switch", "Acessórios Nintendo Switch", ProductKind.Accessory, Switch),
        new("acessorios-nintendo-switch-2", "Acessórios Nintendo Switch 2", ProductKind.Accessory, Switch2),
    ];

    public static IReadOnlyList<Aisle> Of(StoreProfile store) => store.Shape switch
    {
        "gaming-replay" => Cogumelo,
        "press-start" => Castelo,
        "cstech" => Ilha,
        _ => Estrela,
    };

    public bool Holds(Listing listing) =>
        listing.Product.Kind == Kind && (Platform is null || listing.Product.Platform == Platform) && Only?.Invoke(listing) != false;

    // The real store keeps each sort of game under two names.
    private static bool IsOnSecondShelf(Listing listing) => listing.Index % 5 == 0;
}
