using Microsoft.Extensions.Localization;

namespace Promozilla.Web.Cards;

/// <summary>What a link to any other page shows.</summary>
internal static class SiteCardDrawing
{
    private const int Edge = 90;

    public static Canvas Draw(IStringLocalizer<Texts> texts)
    {
        var canvas = new Canvas(CardFrame.Width, CardFrame.Height, CardFrame.Paper);
        canvas.Fill(Outline.Circle(1070, 315, 440), CardFrame.Accent);
        canvas.Logo(360, 800, 130, CardFrame.Low, CardFrame.OnLow);
        canvas.Name(50, Edge, 150, CardFrame.Ink);
        var baseline = 275f;
        foreach (var line in OutlineFont.Bold.Wrap(texts["HeroTitle"], 56, 520, 4))
        {
            canvas.Text(OutlineFont.Bold, line, 56, Edge, baseline, CardFrame.Ink);
            baseline += 64;
        }

        baseline += 8;
        foreach (var line in OutlineFont.Plain.Wrap(texts["FooterWhat"], 28, 500, 4))
        {
            canvas.Text(OutlineFont.Plain, line, 28, Edge, baseline, CardFrame.Soft);
            baseline += 38;
        }

        return canvas;
    }
}
