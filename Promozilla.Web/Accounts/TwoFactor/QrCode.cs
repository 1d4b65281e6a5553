using System.Collections;
using System.Text;
using QRCoder;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>A QR code of a text: bytes, error correction M. Drawn here so that a secret never leaves for a chart service.</summary>
public sealed class QrCode
{
    // Of modules around it, as the standard wants it; QRCoder's matrix has it.
    private const int Quiet = 4;
    private readonly List<BitArray> modules;

    private QrCode(List<BitArray> modules) => this.modules = modules;

    public int Size => modules.Count - (2 * Quiet);

    public bool this[int row, int column] => modules[row + Quiet][column + Quiet];

    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        return new QrCode(code.ModuleMatrix);
    }

    /// <summary>As the path of an SVG whose unit is a module, with the quiet zone around it.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var first = column;
                while (column < Size && this[row, column])
                {
                    column++;
                }

                if (column > first)
                {
                    path.Append('M').Append(first + Quiet).Append(' ').Append(row + Quiet).Append('h').Append(column - first).Append("v1h-").Append(column - first).Append('z');
                }
            }
        }

        return path.ToString();
    }
}
