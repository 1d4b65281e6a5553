using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>A category page. <paramref name="Path"/> is what follows the store's prefix, or the slug that its JSON asks for.</summary>
public sealed record Aisle(string Path, string Name, Func<Listing, bool> Holds)
{
    public static readonly IReadOnlyList<Aisle> Cogumelo =
    [
        new("/pt/230-jogos-nintendo-switch", "Jogos Nintendo Switch", l => IsGame(l, Platform.Switch) && !l.IsUsed),
        new("/pt/3175-jogos-nintendo-switch-2", "Jogos Nintendo Switch 2", l => IsGame(l, Platform.Switch2) && !l.IsUsed),
        new("/pt/1542-seminovos-switch", "Seminovos Switch", l => IsGame(l, Platform.Switch) && l.IsUsed),
        new("/pt/3178-seminovos-nintendo-switch-2", "Seminovos Nintendo Switch 2", l => IsGame(l, Platform.Switch2) && l.IsUsed),
        new("/pt/229-consolas-nintendo-switch", "Consolas Nintendo Switch", l => Is(l, ProductKind.Console, Platform.Switch)),
        new("/pt/3161-consolas-nintendo-switch-2", "Consolas Nintendo Switch 2", l => Is(l, ProductKind.Console, Platform.Switch2)),
        new("/pt/231-acessorios-nintendo-switch", "Acessórios Nintendo Switch", l => Is(l, ProductKind.Accessory, Platform.Switch)),
        new("/pt/3162-acessorios-nintendo-switch-2", "Acessórios Nintendo Switch 2", l => Is(l, ProductKind.Accessory, Platform.Switch2)),
    ];

    public static readonly IReadOnlyList<Aisle> Castelo =
    [
        new("/pt/jogos-nintendo-switch", "Jogos Nintendo Switch", l => IsGame(l, Platform.Switch)),
        new("/pt/jogos-switch-2", "Jogos Switch 2", l => IsGame(l, Platform.Switch2)),
        new("/pt/consolas-nintendo-switch", "Consolas Nintendo Switch", l => Is(l, ProductKind.Console, Platform.Switch)),
        new("/pt/consolas-switch-2", "Consolas Switch 2", l => Is(l, ProductKind.Console, Platform.Switch2)),
        new("/pt/acessorios-nintendo-switch", "Acessórios Nintendo Switch", l => Is(l, ProductKind.Accessory, Platform.Switch)),
        new("/pt/acessorios-switch-2", "Acessórios Switch 2", l => Is(l, ProductKind.Accessory, Platform.Switch2)),
    ];

    public static readonly IReadOnlyList<Aisle> Ilha =
    [
        new("videojogos", "Videojogos", l => l.Product.Kind == ProductKind.Game),
        new("consolas", "Consolas", l => l.Product.Kind == ProductKind.Console),
        new("acessorios-nintendo", "Acessórios Nintendo", l => l.Product.Kind == ProductKind.Accessory),
    ];

    public static readonly IReadOnlyList<Aisle> Estrela =
    [
        new("jogos-nintendo-switch", "Jogos Nintendo Switch", l => IsGame(l, Platform.Switch)),
        new("jogos-nintendo-switch-2", "Jogos Nintendo Switch 2", l => IsGame(l, Platform.Switch2)),
        new("consolas-nintendo-switch", "Consolas Nintendo Switch", l => Is(l, ProductKind.Console, Platform.Switch)),
        new("consolas-nintendo-switch-2", "Consolas Nintendo Switch 2", l => Is(l, ProductKind.Console, Platform.Switch2)),
        new("acessorios-nintendo-switch", "Acessórios Nintendo Switch", l => Is(l, ProductKind.Accessory, Platform.Switch)),
        new("acessorios-nintendo-switch-2", "Acessórios Nintendo Switch 2", l => Is(l, ProductKind.Accessory, Platform.Switch2)),
    ];

    public static IReadOnlyList<Aisle> Of(StoreProfile store) => store.Shape switch
    {
        "gaming-replay" => Cogumelo,
        "press-start" => Castelo,
        "cstech" => Ilha,
        _ => Estrela,
    };

    private static bool IsGame(Listing listing, string platform) => Is(listing, ProductKind.Game, platform);

    private static bool Is(Listing listing, string kind, string platform) => listing.Product.Kind == kind && listing.Product.Platform == platform;
}
