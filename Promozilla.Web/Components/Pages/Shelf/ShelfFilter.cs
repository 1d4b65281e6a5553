using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>What a kind page shows, all of it in the address, in Portuguese words.</summary>
public sealed record ShelfFilter
{
    public const string Discount = "desconto";
    public const string Cheapest = "preco";
    public const string Newest = "recentes";

    public static readonly string[] Orders = [Discount, Cheapest, Newest];
    public static readonly string[] Platforms = [Platform.Switch2, Platform.Switch];
    public static readonly string[] Formats = [ServiceDefaults.Format.Physical, ServiceDefaults.Format.GameKeyCard, ServiceDefaults.Format.DownloadCode];
    public static readonly string[] Conditions = [ServiceDefaults.Condition.New, ServiceDefaults.Condition.Used];

    public required string Kind { get; init; }
    public string? OnPlatform { get; init; }
    public string? Store { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public bool VerifiedOnly { get; init; }
    public bool InStockOnly { get; init; }
    public string? Format { get; init; }
    public string? Condition { get; init; }
    public string Order { get; init; } = Discount;
    public Cursor? After { get; init; }

    public bool IsNarrowed =>
        OnPlatform is not null || Store is not null || Min is not null || Max is not null || VerifiedOnly || InStockOnly || Format is not null || Condition is not null;

    public static string PathOf(string kind) => kind switch
    {
        ProductKind.Console => "/consolas",
        ProductKind.Accessory => "/acessorios",
        _ => "/jogos",
    };

    public static string KindOf(string path) => path.TrimStart('/') switch
    {
        "consolas" => ProductKind.Console,
        "acessorios" => ProductKind.Accessory,
        _ => ProductKind.Game,
    };

    public static ShelfFilter Read(string kind, IQueryCollection query) => new()
    {
        Kind = kind,
        OnPlatform = Known(query["plataforma"], Platforms),
        Store = (string?)query["loja"] is { Length: > 0 and < 64 } store ? store : null,
        Min = Price(query["min"]),
        Max = Price(query["max"]),
        VerifiedOnly = query["verificadas"] == "1",
        InStockOnly = query["stock"] == "1",
        Format = Known(query["formato"], Formats),
        Condition = Known(query["estado"], Conditions),
        Order = Known(query["ordem"], Orders) ?? Discount,
        After = Cursor.Read(query["depois"]),
    };

    /// <summary>The address of this filter; the first page unless <see cref="After"/> is set.</summary>
    public string Address()
    {
        var query = new QueryBuilder();
        Add("plataforma", OnPlatform);
        Add("loja", Store);
        Add("min", Min?.ToString("0.##", CultureInfo.InvariantCulture));
        Add("max", Max?.ToString("0.##", CultureInfo.InvariantCulture));
        Add("verificadas", VerifiedOnly ? "1" : null);
        Add("stock", InStockOnly ? "1" : null);
        Add("formato", Format);
        Add("estado", Condition);
        Add("ordem", Order is Discount ? null : Order);
        Add("depois", After?.ToString());
        return PathOf(Kind) + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }

    private static string? Known(string? value, string[] words) => words.Contains(value) ? value : null;

    private static decimal? Price(string? text) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price is >= 0 and < 100_000
            ? price
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
