using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>What a page of results shows, all of it in the address.</summary>
public sealed record SearchFilter
{
    public const string Closest = "relevancia";
    public const string Cheapest = "preco";
    public const string Total = "total";
    public const string Discount = "desconto";
    private const int MostLetters = 120;

    public static readonly string[] Orders = [Closest, Cheapest, Total, Discount];
    public static readonly string[] Kinds = [ProductKind.Game, ProductKind.Console, ProductKind.Accessory];
    public static readonly string[] Platforms = [Platform.Switch2, Platform.Switch];

    public string Words { get; init; } = "";
    public string? Kind { get; init; }
    public string? OnPlatform { get; init; }
    public bool InStockOnly { get; init; }
    public string Order { get; init; } = Closest;
    public SearchCursor? After { get; init; }

    /// <summary>Where delivery is reckoned to: the shopper's, which is in no address.</summary>
    public string Region { get; init; } = Regions.Mainland;

    public bool IsNarrowed => Kind is not null || OnPlatform is not null || InStockOnly;

    public static SearchFilter Read(IQueryCollection query) => new()
    {
        Words = Clean(query["q"]),
        Kind = Array.Find(Kinds, kind => WordOf(kind) == query["tipo"]),
        OnPlatform = Array.Find(Platforms, platform => platform == query["plataforma"]),
        InStockOnly = query["stock"] == "1",
        Order = Array.Find(Orders, order => order == query["ordem"]) ?? Closest,
        After = SearchCursor.Read(query["depois"]),
    };

    public static string Clean(string? typed)
    {
        var words = string.Concat((typed ?? "").Where(letter => !char.IsControl(letter))).Trim();
        return words.Length > MostLetters ? words[..MostLetters] : words;
    }

    /// <summary>The address of this filter; the first page unless <see cref="After"/> is set.</summary>
    public string Address()
    {
        var query = new QueryBuilder { { "q", Words } };
        foreach (var (name, value) in new[]
        {
            ("tipo", Kind is null ? null : WordOf(Kind)), ("plataforma", OnPlatform), ("stock", InStockOnly ? "1" : null),
            ("ordem", Order is Closest ? null : Order), ("depois", After?.ToString()),
        })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return "/procurar" + query.ToQueryString();
    }

    public bool Fits(ShelfItem item, bool kind = true, bool platform = true, bool stock = true) =>
        (!kind || Kind is null || item.Kind == Kind)
        && (!platform || OnPlatform is null || item.Platform == OnPlatform || item.Platform is Platform.Both)
        && (!stock || !InStockOnly || item.InStock);

    private static string WordOf(string kind) => ShelfFilter.PathOf(kind).TrimStart('/');
}

/// <summary>The last product of a page: what it was sorted by and its id. The next page begins after it.</summary>
public sealed record SearchCursor(decimal Value, long Id)
{
    public static SearchCursor? Read(string? text) =>
        text?.Split('~') is [var value, var id]
        && decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? new SearchCursor(at, key)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}~{Id}");
}
