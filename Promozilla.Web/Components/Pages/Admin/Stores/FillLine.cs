using System.Globalization;
using System.Text;

namespace Promozilla.Web.Components.Pages.Admin.Stores;

/// <summary>Where a little line of shares runs, oldest to newest, in SVG units: broken where nothing was read. A pure function of its input.</summary>
/// <param name="End">Where the line is now.</param>
public sealed record FillLine(string Line, string End)
{
    public const int Width = 96, Height = 24;
    private const int Edge = 3;

    /// <param name="shares">0 to 1; null: nothing was read.</param>
    /// <returns>Null where there is no line in it: less than two shares.</returns>
    public static FillLine? Of(IReadOnlyList<decimal?> shares)
    {
        if (shares.Count(share => share is not null) < 2) return null;
        var line = new StringBuilder();
        for (var at = 0; at < shares.Count; at++)
        {
            if (shares[at] is not { } share) continue;
            line.Append(at > 0 && shares[at - 1] is not null ? 'L' : 'M').Append(X(at)).Append(' ').Append(Y(share));
        }

        var last = shares.Count - 1;
        while (shares[last] is null) last--;
        return new FillLine(line.ToString(), $"M{X(last)} {Y(shares[last]!.Value)}h0");

        string X(int at) => Text(Edge + (at / (double)Math.Max(shares.Count - 1, 1) * (Width - Edge - Edge)));
        string Y(decimal share) => Text(Edge + ((double)(1 - Math.Clamp(share, 0, 1)) * (Height - Edge - Edge)));
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
