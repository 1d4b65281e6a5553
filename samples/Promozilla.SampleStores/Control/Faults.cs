using System.Collections.Concurrent;

namespace Promozilla.SampleStores.Control;

/// <summary>What is wrong with a store at the moment, by its prefix.</summary>
public sealed class Faults
{
    public const string None = "none";
    public const string ServerError = "500";
    public const string TooMany = "429";
    public const string Slow = "slow";
    public const string Cut = "cut";

    /// <summary>A captcha page that answers 200.</summary>
    public const string BotWall = "botwall";
    public const string BotWallForbidden = "botwall403";
    public const string Empty = "empty";
    public const string Half = "half";
    public const string Hundredfold = "x100";

    /// <summary>The products' own pages show no product; the lists are as ever.</summary>
    public const string NoProduct = "product";

    /// <summary>The same goods in a new layout: what the definition looks for has another name.</summary>
    public const string Layout = "layout";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { None, ServerError, TooMany, Slow, Cut, BotWall, BotWallForbidden, Empty, Half, Hundredfold, NoProduct, Layout };

    private readonly ConcurrentDictionary<string, string> _faults = new();

    public string Of(string store) => _faults.GetValueOrDefault(store, None);

    public void Set(string store, string fault) => _faults[store] = fault;
}
