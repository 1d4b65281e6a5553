using System.Globalization;

namespace Promozilla.Bench;

/// <summary>What a benchmark is asked on the command line.</summary>
/// <param name="Products">Of the smaller catalogue; the larger one has ten times as many.</param>
/// <param name="WholeHistories">One product in so many has whole histories; 1: every one, the full shape.</param>
/// <param name="Seconds">How long each figure is measured.</param>
internal sealed record BenchOptions(int Products, int WholeHistories, double Seconds, bool IsQuick)
{
    public static BenchOptions? Read(ReadOnlySpan<string> arguments)
    {
        var (products, whole, seconds, quick) = (default(int?), 10, default(double?), false);
        for (var at = 0; at < arguments.Length; at++)
        {
            var value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            switch (arguments[at])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--products" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 100:
                    (products, at) = (number, at + 1);
                    break;
                case "--whole" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1:
                    (whole, at) = (number, at + 1);
                    break;
                case "--seconds" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0:
                    (seconds, at) = (number, at + 1);
                    break;
                default:
                    return null;
            }
        }

        return new BenchOptions(products ?? (quick ? 200 : 5000), whole, seconds ?? (quick ? 0.5 : 4), quick);
    }
}
