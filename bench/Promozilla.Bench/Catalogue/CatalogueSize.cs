namespace Promozilla.Bench.Catalogue;

/// <summary>How large a generated catalogue is. Each product has five listings on average; a listing with a whole history has <see cref="Points"/> prices in two years.</summary>
/// <param name="Products">200,000 is the full size: 1,000,000 listings, and 60,000,000 prices where every history is whole.</param>
/// <param name="WholeHistories">One product in so many has whole histories, the one with most offers; the others' listings have two prices each.</param>
public sealed record CatalogueSize(int Products, int Points = 60, int WholeHistories = 10)
{
    public static CatalogueSize Full { get; } = new(200_000, WholeHistories: 1);

    public bool IsWhole(int product) => product % WholeHistories == 0;

    /// <summary>12 for one in ten, 6 for three in ten, 3 or 4 for the others.</summary>
    public static int Offers(int product) => (product % 10) switch
    {
        0 => 12,
        1 or 2 or 3 => 6,
        4 or 5 => 4,
        _ => 3,
    };
}
