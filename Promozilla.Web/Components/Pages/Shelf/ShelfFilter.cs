using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>What a kind page shows, all of it in the address, in Portuguese words.</summary>
public sealed record ShelfFilter
{
    public const string Discount = "desconto";
    public const string Cheapest = "preco";
    public const string Total = "total";
    public const string Newest = "recentes";
    public const string Popular = "populares";
    public const string InStock = "1";
    public const string PreOrder = "pre";

    public static readonly string[] Kinds = [ProductKind.Game, ProductKind.Console, ProductKind.Accessory];
    public static readonly string[] Orders = [Discount, Cheapest, Total, Popular, Newest];
    public static readonly string[] Platforms = [Platform.Switch2, Platform.Switch];
    public static readonly string[] Formats = [ServiceDefaults.Format.Physical, ServiceDefaults.Format.GameKeyCard, ServiceDefaults.Format.DownloadCode];
    public static readonly string[] Conditions = [ServiceDefaults.Condition.New, ServiceDefaults.Condition.Used];
    public static readonly string[] Stocks = [InStock, PreOrder];

    /// <summary>Least real saving that can be asked for, per cent.</summary>
    public static readonly int[] Savings = [10, 20, 30, 50];

    /// <summary>All names that an address may carry, so that kept pages are one for each filter.</summary>
    public static readonly string[] Names =
        ["tipo", "plataforma", "loja", "min", "max", "poupanca", "verificadas", "minimo", "stock", "formato", "estado", "ordem", "depois"];

    /// <summary>One of all products, or <see cref="ShelfIndex.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The list whose page this is; null on the page of a kind or a platform.</summary>
    public ShelfList? List { get; init; }
    public string? OnPlatform { get; init; }
    public string? Store { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public int? Saving { get; init; }
    public bool VerifiedOnly { get; init; }
    public bool NewLowOnly { get; init; }
    public string? Stock { get; init; }
    public string? Format { get; init; }
    public string? Condition { get; init; }
    public string Order { get; init; } = Discount;
    public Cursor? After { get; init; }

    /// <summary>Where delivery is reckoned to (<see cref="Regions"/>): the shopper's, which is in no address.</summary>
    public string Region { get; init; } = Regions.Mainland;

    /// <summary>What second-hand goods cost with delivery we don't keep.</summary>
    public IEnumerable<string> OrdersToChoose => Condition is ServiceDefaults.Condition.Used ? Orders.Where(order => order is not Total) : Orders;
    public string DefaultOrder => List?.Order ?? Discount;

    /// <summary>The page of one platform, all kinds together.</summary>
    public bool IsPlatformPage => List is null && Kind is ShelfIndex.All;

    /// <summary>What the page shows before anybody narrows it.</summary>
    public ShelfFilter Bare => List is not null ? new ShelfFilter { Kind = ShelfIndex.All, List = List, Order = List.Order }
        : IsPlatformPage ? new ShelfFilter { Kind = Kind, OnPlatform = OnPlatform }
        : new ShelfFilter { Kind = Kind };

    public static string PathOf(string kind) => kind switch
    {
        ProductKind.Console => "/consolas",
        ProductKind.Accessory => "/acessorios",
        _ => "/jogos",
    };

    public static string? KindAt(PathString path) => path.Value switch
    {
        "/jogos" => ProductKind.Game,
        "/consolas" => ProductKind.Console,
        "/acessorios" => ProductKind.Accessory,
        _ => null,
    };

    public static string PathOfPlatform(string? platform) => platform is Platform.Switch2 ? "/switch-2" : "/switch";

    /// <summary>What is shown at a path before anybody narrows it; null where there is no shelf.</summary>
    public static ShelfFilter? At(PathString path) => path.Value switch
    {
        "/switch-2" => new ShelfFilter { Kind = ShelfIndex.All, OnPlatform = Platform.Switch2 },
        "/switch" => new ShelfFilter { Kind = ShelfIndex.All, OnPlatform = Platform.Switch },
        _ when KindAt(path) is { } kind => new ShelfFilter { Kind = kind },
        _ when ShelfList.All.FirstOrDefault(list => list.Path == path.Value) is { } list => new ShelfFilter { Kind = ShelfIndex.All, List = list, Order = list.Order },
        _ => null,
    };

    public static ShelfFilter Read(ShelfFilter page, IQueryCollection query)
    {
        var (min, max) = (Price(query["min"]), Price(query["max"]));
        var kind = page.Kind is ShelfIndex.All ? KindAt($"/{query["tipo"]}") ?? page.Kind : page.Kind;
        var filter = page with
        {
            Kind = kind,
            OnPlatform = page.OnPlatform ?? Known(query["plataforma"], Platforms),
            Store = (string?)query["loja"] is { Length: > 0 and < 64 } store ? store : null,
            Min = min > max ? max : min,
            Max = min > max ? min : max,
            Saving = int.TryParse(query["poupanca"], NumberStyles.None, CultureInfo.InvariantCulture, out var saving) && Savings.Contains(saving) ? saving : null,
            VerifiedOnly = query["verificadas"] == "1" && page.List != ShelfList.Verified,
            NewLowOnly = query["minimo"] == "1" && page.List != ShelfList.Lows,
            Stock = Known(query["stock"], Stocks),
            Format = kind is ProductKind.Game ? Known(query["formato"], Formats) : null,
            Condition = Known(query["estado"], Conditions),
            Order = Known(query["ordem"], Orders) ?? page.DefaultOrder,
            After = Cursor.Read(query["depois"]),
        };
        return filter.OrdersToChoose.Contains(filter.Order) ? filter : filter with { Order = Cheapest, After = null };
    }

    /// <summary>The one address of this filter; the first page unless <see cref="After"/> is set.</summary>
    public string Address()
    {
        var query = new QueryBuilder();
        Add("tipo", List is null || Kind is ShelfIndex.All ? null : WordOf(Kind));
        Add("plataforma", IsPlatformPage ? null : OnPlatform);
        Add("loja", Store);
        Add("min", Min?.ToString("0.##", CultureInfo.InvariantCulture));
        Add("max", Max?.ToString("0.##", CultureInfo.InvariantCulture));
        Add("poupanca", Saving?.ToString(CultureInfo.InvariantCulture));
        Add("verificadas", VerifiedOnly ? "1" : null);
        Add("minimo", NewLowOnly ? "1" : null);
        Add("stock", Stock);
        Add("formato", Format);
        Add("estado", Condition);
        Add("ordem", Order == DefaultOrder ? null : Order);
        Add("depois", After?.ToString());
        return (List?.Path ?? (IsPlatformPage ? PathOfPlatform(OnPlatform) : PathOf(Kind))) + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }

    /// <summary>A kind as addresses say it.</summary>
    public static string WordOf(string kind) => PathOf(kind)[1..];

    private static string? Known(string? value, string[] words) => words.Contains(value) ? value : null;

    private static decimal? Price(string? text) =>
        decimal.TryParse(text?.Trim().TrimEnd('€').TrimEnd().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
        && price is >= 0 and < 100_000
            ? decimal.Round(price, 2)
            : null;
}

/// <summary>The last row of a page: its sort value (null where it has none; those come last) and its id.</summary>
public sealed record Cursor(decimal? Value, long Id)
{
    public static Cursor? Read(string? text) =>
        text?.Split('~') is [var value, var id]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
        && (value.Length is 0 || decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
            ? new Cursor(value.Length is 0 ? null : decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture), key)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}~{Id}");
}
