using System.Globalization;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <summary>How numbers of a panel are written and where its axis has marks.</summary>
/// <param name="Name">Grafana's id of the unit. What is not known here is written behind the number.</param>
public sealed record PanelUnit(string Name, int? Decimals)
{
    public const string Share = "percentunit";

    private const string Space = "\u00a0";

    private static readonly (double Size, string Sign)[] Times = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs")];
    private static readonly (double Size, string Sign)[] Bytes = [(Math.Pow(1024, 4), "TiB"), (Math.Pow(1024, 3), "GiB"), (Math.Pow(1024, 2), "MiB"), (1024, "KiB"), (1, "B")];
    private static readonly int[] Steps = [1, 2, 5];
    private static readonly double[] RoundTimes = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

    public string Write(double value) => Name switch
    {
        "s" => Scaled(value, Times),
        "bytes" => Scaled(value, Bytes),
        "percent" => Percent(value / 100),
        Share => Percent(value),
        "short" => Plain(value),
        _ => Plain(value) + Space + Name,
    };

    /// <summary>The distance of two marks that people count in, of at least so much.</summary>
    public double RoundUp(double rough) => Name switch
    {
        _ when rough <= 0 => 1,
        "s" when rough > 1 => rough > RoundTimes[^1] ? Round(rough / RoundTimes[^1]) * RoundTimes[^1] : RoundTimes.First(time => time >= rough),
        "bytes" => Math.Pow(2, Math.Ceiling(Math.Log2(rough))),
        _ => Round(rough),
    };

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Round(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // What division left over is no reason for the next one.
        return Steps.Select(times => times * power).FirstOrDefault(step => step >= rough * 0.999_999, 10 * power);
    }

    private string Scaled(double value, (double Size, string Sign)[] units)
    {
        var (size, sign) = value is 0 ? units.First(unit => unit.Size is 1) : units.FirstOrDefault(unit => Math.Abs(value) >= unit.Size, units[^1]);
        return Number(value / size) + Space + sign;
    }

    private string Percent(double share) => share.ToString(Digits(share * 100) + "%", CultureInfo.CurrentCulture);

    private string Plain(double value) => Math.Abs(value) >= 1e6 ? Number(value / 1e6) + Space + "M" : Number(value);

    private string Number(double value) => value.ToString(Digits(value), CultureInfo.CurrentCulture);

    private string Digits(double value) =>
        "#,0." + (Decimals is { } asked ? new string('0', asked) : new string('#', Math.Abs(value) switch { >= 100 => 0, >= 1 => 2, _ => 4 }));
}
